import { eq } from 'drizzle-orm'
import { isLastAdministrator, sideOnceHeld } from '@/lib/access/parting'
import { mayAppoint, type Participation, type Right } from '@/lib/access/policy'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import type { SetParticipantRequest } from '@/lib/wire/requests'
import { administeredSides, dropInvitationsOf, partOf } from '../access/invitation-store'
import { takeOut } from '../access/take-out'
import { agreementNow, conclude } from '../agreement/agreement-now'
import { sharedOf } from '../agreement/context'
import { authorise, type Person } from '../auth/person'
import { normalEmail } from '../auth/sign-in'
import { tellCase } from '../passkeys/tell-cases'
import { runtime } from '../runtime'
import type { Db } from '../store/db'
import { organisations, participants, people } from '../store/schema'
import { authorOf } from './author'
import { type Participant, readParticipants } from './list-participants'

/**
 * Invites a person, changes their side or rights, or takes them out of the case; recorded in the ledger. Whoever is
 * connected with rights they no longer have is cut off at once.
 * @returns the participants afterwards; refusals `person-not-found`, `not-allowed`, `last-administrator`, `side-fixed`,
 *   `address-not-proven`, `account-closed`
 */
export async function setParticipant(
  person: Person,
  caseId: string,
  request: SetParticipantRequest,
): Promise<Outcome<{ participants: Participant[] }>> {
  const allowed = await authorise(person, caseId, 'administer', {}, { evenArchived: true })
  if (!allowed.ok) return allowed
  const { actor } = allowed.value
  const { db, rooms } = runtime()
  const [subject] = await db
    .select({
      id: people.id,
      name: people.name,
      organisationId: people.organisationId,
      emailProven: people.emailProven,
      disabled: people.disabled,
      home: organisations.side,
      organisation: organisations.name,
    })
    .from(people)
    .leftJoin(organisations, eq(people.organisationId, organisations.id))
    .where(eq(people.email, normalEmail(request.email)))
  if (!subject) {
    return refuse(
      'person-not-found',
      `Nobody here has the address ${request.email}. Ask for an account for them first.`,
    )
  }
  if (subject.disabled && !request.remove) {
    return refuse(
      'account-closed',
      `The account of ${subject.name} is closed. Ask their organisation to open it again.`,
    )
  }
  const named = request.side ? allowed.value.case[`${request.side}Organisation`] : undefined
  const ofTheirs = named === undefined || subject.organisation === named || !(await isKnown(db, named))
  const outcome = await rooms.record<Participant[]>(caseId, authorOf(actor), async (state) => {
    const { tx, at } = state
    // Judged again inside the lock: two administrators may act at once, and one may have removed the other.
    const present = await readParticipants(tx, caseId)
    const self = present.find(({ id }) => id === actor.personId)
    const before = present.find(({ id }) => id === subject.id)
    const after = request.remove ? undefined : wanted(request)
    const now = { ...actor, participation: partOf(self) }
    if (!mayAppoint(now, partOf(before), after, administeredSides(present), subject.home ?? undefined, ofTheirs)) {
      return refuse(
        'not-allowed',
        'Only an administrator of that side may do this: each side decides about its own people and who signs for it, and nobody stands for the side of another organisation.',
      )
    }
    const held = after?.side === undefined ? undefined : sideOnceHeld(state.entries, subject.id)
    if (held !== undefined && held !== after?.side) return SIDE_FIXED
    const administersOn = after?.rights.includes('administer') && after.side === before?.side
    if (!administersOn && isLastAdministrator(present, subject.id)) return LAST_ADMINISTRATOR
    if (before === undefined && after !== undefined && !subject.emailProven && subject.organisationId === null) {
      return refuse(
        'address-not-proven',
        `Nobody has made sure yet that ${request.email} belongs to this account. Invite the person by a link instead.`,
      )
    }
    const entries: NewEntry[] = []
    if (after) {
      const row = { side: after.side ?? null, rights: [...after.rights] }
      await tx
        .insert(participants)
        .values({ caseId, personId: subject.id, ...row, since: at })
        .onConflictDoUpdate({ target: [participants.caseId, participants.personId], set: row })
      const body = { person: subject.id, name: subject.name, side: after.side, rights: [...after.rights] }
      entries.push({ chain: 'shared', kind: 'participant.set', body })
      if (!administersOn) entries.push(...(await dropInvitationsOf(tx, caseId, subject.id, at)))
    } else if (before) {
      const successor = present.find(({ id }) => id !== subject.id && id === request.handTo)
      const gone = await takeOut(state, { caseId, leaver: subject, by: authorOf(actor), successor })
      return ok({ entries: gone, value: await readParticipants(tx, caseId) })
    }
    // Who may no longer sign takes their waiting signature along.
    const agreement = await agreementNow(tx, caseId, sharedOf(state.entries), at)
    const { entries: lapses } = await conclude(tx, caseId, agreement, authorOf(actor), [])
    return ok({ entries: [...entries, ...lapses], value: await readParticipants(tx, caseId) })
  })
  if (!outcome.ok) return outcome
  await rooms.recheck(caseId, subject.id)
  if (outcome.value.value.some(({ id, rights }) => id === subject.id && rights.includes('sign'))) {
    await tellCase(caseId, subject.id, authorOf(actor))
  }
  return ok({ participants: outcome.value.value })
}

async function isKnown(db: Db, organisation: string): Promise<boolean> {
  return (await db.select().from(organisations).where(eq(organisations.name, organisation))).length > 0
}

function wanted({ side, rights }: SetParticipantRequest): Participation {
  const all = new Set<Right>(['read', ...rights])
  return { side: side ?? undefined, rights: [...all] }
}

export const LAST_ADMINISTRATOR = refuse(
  'last-administrator',
  'Each side keeps at least one administrator, and so does the case. Name another one first.',
)

export const SIDE_FIXED = refuse(
  'side-fixed',
  'Who has stood on one side of this case does not come to the other: they have read what their side says among itself.',
)
