import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { invitationState } from '@/lib/access/invitation'
import { type InvitedTo, inviteMail } from '@/lib/mail/invite'
import { digestOf, secretOf } from '../access/secret'
import type { Runtime } from '../runtime'
import type { Tx } from '../store/db'
import { cases, invitations, organisations, outbox, people } from '../store/schema'
import type { Letter } from './transport'

/** The kind of outbox row that carries an invitation; its receiver has no account yet, so it is nobody's choice. */
export const INVITE_KIND = 'invite'
const PREFIX = 'invite/'

/** [INV1] Queues the mail of an invitation, in the transaction that makes it. @param maker on whose behalf it is sent */
export async function queueInvitationMail(tx: Tx, id: string, maker: string, at: string): Promise<void> {
  const row = { id: `${PREFIX}${id}`, personId: maker, kind: INVITE_KIND, queuedAt: at, nextAt: at }
  await tx.insert(outbox).values(row).onConflictDoNothing()
}

/** [INV1] [MAI7] Writes it as it stands when it is sent: not any more when it was taken back, used or has run out. */
export async function writeInvitation(
  { db, env, authSecret }: Runtime,
  rowId: string,
  at: string,
): Promise<{ readonly letter: Letter } | { readonly dropped: string }> {
  const [found] = await db
    .select({ one: invitations, by: people.name, title: cases.title, organisation: organisations.name })
    .from(invitations)
    .innerJoin(people, eq(invitations.madeBy, people.id))
    .leftJoin(cases, eq(invitations.caseId, cases.id))
    .leftJoin(organisations, eq(invitations.organisationId, organisations.id))
    .where(eq(invitations.id, rowId.slice(PREFIX.length)))
  const address = found?.one.email
  if (found === undefined || address == null) return { dropped: 'no-invitation' }
  const { one, by } = found
  if (invitationState(one, at) !== 'open') return { dropped: 'invitation-closed' }
  const secret = secretOf(authSecret, 'invitation', one.id)
  // The service's secret was changed since: the link that was promised is not this one.
  if (digestOf(secret) !== one.digest) return { dropped: 'secret-changed' }
  const to: InvitedTo = {
    by,
    ...(found.title === null ? {} : { title: found.title }),
    ...(found.organisation === null ? {} : { organisation: found.organisation }),
    until: one.expiresAt,
    url: `${env.publicUrl}/invite/${secret}`,
  }
  const id = createHash('sha256').update(rowId).digest('hex').slice(0, 40)
  return {
    letter: {
      ...inviteMail(to),
      to: { name: '', address },
      messageId: `<${id}@${new URL(env.publicUrl).hostname}>`,
      date: at,
    },
  }
}
