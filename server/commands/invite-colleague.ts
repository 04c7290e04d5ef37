import { and, eq, isNull } from 'drizzle-orm'
import type { InviteColleagueRequest } from '@/lib/access/access-requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { digestOf, secretOf } from '../access/secret'
import type { Person } from '../auth/person'
import { normalEmail } from '../auth/sign-in'
import { queueInvitationMail } from '../mail/invitation-mail'
import { runtime } from '../runtime'
import { invitations } from '../store/schema'
import { invitationUrl, type MadeInvitation, mailable } from './make-invitation'
import { NOT_ADMINISTRATOR } from './read-colleague'
import { homeOf, NO_ORGANISATION, type OrganisationAnswer, readOrganisation } from './read-organisation'

const DAY = 86_400_000

/**
 * [ORG1] [INV1] Makes an invitation into the organisation, for one person.
 * @returns refusals `organisation-not-found`, `not-allowed`, `invalid`, `mail-unavailable`
 */
export async function inviteColleague(
  person: Person,
  request: InviteColleagueRequest,
): Promise<Outcome<MadeInvitation>> {
  const { authSecret, clock, db, env, ids, mail } = runtime()
  const able = mailable(request)
  if (!able.ok) return able
  const id = ids()
  const secret = secretOf(authSecret, 'invitation', id)
  const done = await db.transaction(async (tx): Promise<Outcome<string>> => {
    const home = await homeOf(tx, person.personId)
    if (home === undefined) return NO_ORGANISATION
    if (!home.administers || home.disabled) return NOT_ADMINISTRATOR
    const at = clock()
    const until = new Date(Date.parse(at) + request.days * DAY).toISOString()
    await tx.insert(invitations).values({
      id,
      digest: digestOf(secret),
      organisationId: home.organisation.id,
      rights: request.administer ? ['administer'] : [],
      email: request.email === undefined ? null : normalEmail(request.email),
      way: request.way,
      madeBy: person.personId,
      madeAt: at,
      expiresAt: until,
    })
    if (request.way === 'mail') await queueInvitationMail(tx, id, person.personId, at)
    return ok(until)
  })
  if (!done.ok) return done
  if (request.way === 'mail') mail?.wake()
  return ok({
    id,
    expiresAt: done.value,
    ...(request.way === 'link' ? { url: invitationUrl(env.publicUrl, secret) } : {}),
  })
}

/** [INV2] Takes an invitation into the organisation back. @returns refusals `invitation-not-found`, `invitation-used` */
export async function revokeColleagueInvitation(person: Person, id: string): Promise<Outcome<OrganisationAnswer>> {
  const { clock, db } = runtime()
  const home = await homeOf(db, person.personId)
  if (home === undefined) return NO_ORGANISATION
  if (!home.administers) return NOT_ADMINISTRATOR
  const mine = and(eq(invitations.id, id), eq(invitations.organisationId, home.organisation.id))
  const [row] = await db.select().from(invitations).where(mine)
  if (row === undefined) return refuse('invitation-not-found', 'There is no such invitation.')
  const taken = await db
    .update(invitations)
    .set({ revokedAt: row.revokedAt ?? clock() })
    .where(and(mine, isNull(invitations.acceptedBy)))
    .returning({ id: invitations.id })
  if (taken.length === 0) return refuse('invitation-used', 'Somebody has come in by it already.')
  return readOrganisation(person)
}
