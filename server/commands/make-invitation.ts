import { and, count, eq, gt, isNull } from 'drizzle-orm'
import type { InviteRequest } from '@/lib/access/access-requests'
import { mayInvite, type Participation, type Right } from '@/lib/access/policy'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { administeredSides, partOf } from '../access/invitation-store'
import { digestOf, secretOf } from '../access/secret'
import { authorise, type Person } from '../auth/person'
import { normalEmail } from '../auth/sign-in'
import { queueInvitationMail } from '../mail/invitation-mail'
import { runtime } from '../runtime'
import { invitations } from '../store/schema'
import { authorOf } from './author'
import { readParticipants } from './list-participants'

/** Open invitations into one case at most. */
const MOST_OPEN = 200
const DAY = 86_400_000

export interface MadeInvitation {
  readonly id: string
  readonly expiresAt: string
  /** [INV1] Told this once; absent when it went by mail. */
  readonly url?: string
}

/**
 * [INV1] [INV4] Makes an invitation into the case, for one person: a link that is shown once, or a mail.
 * @returns refusals `not-allowed`, `invalid`, `mail-unavailable`, `too-many-invitations`
 */
export async function makeInvitation(
  person: Person,
  caseId: string,
  request: InviteRequest,
): Promise<Outcome<MadeInvitation>> {
  const allowed = await authorise(person, caseId, 'administer', {}, { evenArchived: true })
  if (!allowed.ok) return allowed
  const { actor } = allowed.value
  const { authSecret, env, ids, rooms } = runtime()
  const able = mailable(request)
  if (!able.ok) return able
  const id = ids()
  const secret = secretOf(authSecret, 'invitation', id)
  const done = await rooms.record(caseId, authorOf(actor), async ({ tx, at }) => {
    const present = await readParticipants(tx, caseId)
    const now = { ...actor, participation: partOf(present.find((one) => one.id === actor.personId)) }
    const part: Participation = { side: request.side ?? undefined, rights: withRead(request.rights) }
    if (!mayInvite(now, part, administeredSides(present))) {
      return refuse(
        'not-allowed',
        'An invitation is made by an administrator of that side, and for no more than they may do themselves. Who approves, proposes or signs needs a side.',
      )
    }
    const open = and(isNull(invitations.acceptedBy), isNull(invitations.revokedAt), gt(invitations.expiresAt, at))
    const [held] = await tx
      .select({ n: count() })
      .from(invitations)
      .where(and(eq(invitations.caseId, caseId), open))
    if ((held?.n ?? 0) >= MOST_OPEN) {
      return refuse('too-many-invitations', `There are ${MOST_OPEN} open invitations. Take some of them back first.`)
    }
    const until = new Date(Date.parse(at) + request.days * DAY).toISOString()
    const { side, rights } = part
    const email = request.email === undefined ? null : normalEmail(request.email)
    const made = { id, digest: digestOf(secret), caseId, side, email, way: request.way, madeBy: actor.personId }
    await tx.insert(invitations).values({ ...made, rights: [...rights], madeAt: at, expiresAt: until })
    if (request.way === 'mail') await queueInvitationMail(tx, id, actor.personId, at)
    const body = { invitation: id, side, rights: [...rights], way: request.way, until }
    return ok({ entries: [{ chain: 'shared', kind: 'invitation.made', body }], value: until })
  })
  if (!done.ok) return done
  const url = request.way === 'link' ? { url: invitationUrl(env.publicUrl, secret) } : {}
  return ok({ id, expiresAt: done.value.value, ...url })
}

/** Whether it can go the way that is asked for. @returns refusals `invalid`, `mail-unavailable` */
export function mailable({ way, email }: Pick<InviteRequest, 'way' | 'email'>): Outcome<void> {
  if (way === 'link') return ok()
  if (email === undefined) return refuse('invalid', 'Give the address that the invitation is to be sent to.')
  if (runtime().env.smtpUrl !== undefined) return ok()
  return refuse('mail-unavailable', 'This server sends no mail. Make a link, and hand it on yourself.')
}

export function invitationUrl(home: string, secret: string): string {
  return `${home}/invite/${secret}`
}

function withRead(rights: readonly Right[]): readonly Right[] {
  return [...new Set<Right>(['read', ...rights])]
}
