import { and, eq, isNull } from 'drizzle-orm'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { administeredSides } from '../access/invitation-store'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { invitations } from '../store/schema'
import { authorOf } from './author'
import { type ListedInvitation, listInvitations } from './list-invitations'
import { readParticipants } from './list-participants'

/**
 * [INV2] Takes an invitation back that nobody has used: an administrator of its side, or whoever made it.
 * @returns the invitations afterwards; refusals `invitation-not-found`, `invitation-used`, `not-allowed`
 */
export async function revokeInvitation(
  person: Person,
  caseId: string,
  id: string,
): Promise<Outcome<{ invitations: ListedInvitation[] }>> {
  const allowed = await authorise(person, caseId, 'administer', {}, { evenArchived: true })
  if (!allowed.ok) return allowed
  const { actor } = allowed.value
  const done = await runtime().rooms.record(caseId, authorOf(actor), async ({ tx, at }) => {
    const mine = and(eq(invitations.id, id), eq(invitations.caseId, caseId))
    const [row] = await tx.select().from(invitations).where(mine).for('update')
    if (row === undefined) return refuse('invitation-not-found', 'There is no such invitation.')
    const sides = administeredSides(await readParticipants(tx, caseId))
    const own = row.side === null || row.side === actor.participation?.side || !sides.has(row.side)
    if (!own && row.madeBy !== actor.personId) {
      return refuse('not-allowed', 'Only an administrator of that side takes its invitations back.')
    }
    if (row.acceptedBy !== null) {
      return refuse('invitation-used', 'Somebody has come in by it already. Take the person out of the case instead.')
    }
    if (row.revokedAt !== null) return ok({ entries: [], value: undefined })
    await tx
      .update(invitations)
      .set({ revokedAt: at })
      .where(and(mine, isNull(invitations.revokedAt)))
    return ok({
      entries: [{ chain: 'shared', kind: 'invitation.revoked', body: { invitation: id } }],
      value: undefined,
    })
  })
  return done.ok ? listInvitations(person, caseId) : done
}
