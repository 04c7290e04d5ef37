import { desc, eq } from 'drizzle-orm'
import { type InvitationState, invitationState } from '@/lib/access/invitation'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { invitations, people } from '../store/schema'

/** An invitation as those see it who decide about it; never the link itself. */
export interface ListedInvitation {
  readonly id: string
  readonly state: InvitationState
  readonly side?: 'mdm' | 'hdo'
  readonly rights: readonly string[]
  readonly email?: string
  readonly way: 'link' | 'mail'
  readonly madeBy: string
  readonly madeAt: string
  readonly expiresAt: string
  readonly acceptedAt?: string
}

/** [INV2] The invitations into a case that are the own side's or nobody's, newest first, with how each stands. */
export async function listInvitations(
  person: Person,
  caseId: string,
): Promise<Outcome<{ invitations: ListedInvitation[]; mail: boolean }>> {
  const allowed = await authorise(person, caseId, 'administer', {}, { evenArchived: true })
  if (!allowed.ok) return allowed
  const side = allowed.value.actor.participation?.side
  const rows = await readInvitations(eq(invitations.caseId, caseId))
  // Whom the other side invites is told by its entries, without the address.
  const mine = rows.filter((one) => one.side === undefined || one.side === side || one.maker === person.personId)
  return ok({
    invitations: mine.map(({ maker, ...one }) => one),
    mail: runtime().env.smtpUrl !== undefined,
  })
}

/** Newest first; the last hundred. */
export async function readInvitations(
  where: ReturnType<typeof eq>,
): Promise<(ListedInvitation & { readonly maker: string })[]> {
  const { db, clock } = runtime()
  const at = clock()
  const rows = await db
    .select({ one: invitations, by: people.name })
    .from(invitations)
    .innerJoin(people, eq(invitations.madeBy, people.id))
    .where(where)
    .orderBy(desc(invitations.madeAt))
    .limit(300)
  return rows.map(({ one, by }) => ({
    id: one.id,
    state: invitationState(one, at),
    side: one.side ?? undefined,
    rights: one.rights,
    email: one.email ?? undefined,
    way: one.way,
    madeBy: by,
    maker: one.madeBy,
    madeAt: one.madeAt,
    expiresAt: one.expiresAt,
    acceptedAt: one.acceptedAt ?? undefined,
  }))
}
