import { and, eq, isNull } from 'drizzle-orm'
import type { Participation, Right, Side } from '@/lib/access/policy'
import type { NewEntry } from '@/lib/wire/ledger'
import type { Participant } from '../commands/list-participants'
import type { Db, Tx } from '../store/db'
import { invitations } from '../store/schema'
import { digestOf, isSecret } from './secret'

export type InvitationRow = typeof invitations.$inferSelect

/** @param lock keeps everybody else from using it until the transaction is over */
export async function findInvitation(
  db: Db | Tx,
  token: string,
  { lock = false } = {},
): Promise<InvitationRow | undefined> {
  if (!isSecret(token)) return undefined
  const found = db
    .select()
    .from(invitations)
    .where(eq(invitations.digest, digestOf(token)))
  const [row] = lock ? await found.for('update') : await found
  return row
}

/** [INV2] Takes an invitation once. @returns false when somebody else did, or it was taken back meanwhile */
export async function takeInvitation(tx: Tx, id: string, personId: string, at: string): Promise<boolean> {
  const used = await tx
    .update(invitations)
    .set({ acceptedBy: personId, acceptedAt: at })
    .where(and(eq(invitations.id, id), isNull(invitations.acceptedBy), isNull(invitations.revokedAt)))
    .returning({ id: invitations.id })
  return used.length === 1
}

/**
 * [INV5] Makes the open invitations void that a person made in this case: nobody stands behind them any more.
 * @returns what is to be recorded about it
 */
export async function dropInvitationsOf(tx: Tx, caseId: string, personId: string, at: string): Promise<NewEntry[]> {
  const dropped = await tx
    .update(invitations)
    .set({ revokedAt: at })
    .where(
      and(
        eq(invitations.caseId, caseId),
        eq(invitations.madeBy, personId),
        isNull(invitations.acceptedBy),
        isNull(invitations.revokedAt),
      ),
    )
    .returning({ id: invitations.id, expiresAt: invitations.expiresAt })
  return dropped
    .filter(({ expiresAt }) => expiresAt > at)
    .map(({ id }) => ({ chain: 'shared', kind: 'invitation.revoked', body: { invitation: id }, by: 'service' }))
}

/** The sides of a case that have an administrator. */
export function administeredSides(people: readonly Participant[]): ReadonlySet<Side> {
  return new Set(
    people.flatMap(({ side, rights }) => (side !== undefined && rights.includes('administer') ? [side] : [])),
  )
}

/** Somebody's part in the case, for the policy. */
export function partOf(one: Participant | undefined): Participation | undefined {
  return one && { side: one.side, rights: one.rights as Right[] }
}
