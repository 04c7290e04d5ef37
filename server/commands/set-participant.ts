import { and, eq } from 'drizzle-orm'
import { mayAppoint, type Participation, type Right, type Side } from '@/lib/access/policy'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import type { SetParticipantRequest } from '@/lib/wire/requests'
import { agreementNow, conclude } from '../agreement/agreement-now'
import { sharedOf } from '../agreement/context'
import { authorise, type Person } from '../auth/person'
import { normalEmail } from '../auth/sign-in'
import { tellCase } from '../passkeys/tell-cases'
import { runtime } from '../runtime'
import { organisations, participants, people } from '../store/schema'
import { authorOf } from './author'
import { type Participant, readParticipants } from './list-participants'

/**
 * Invites a person, changes their side or rights, or takes them out of the case; recorded in the ledger. Whoever is
 * connected with rights they no longer have is cut off at once.
 * @returns the participants afterwards; refusals `person-not-found`, `not-allowed`, `last-administrator`
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
    .select({ id: people.id, name: people.name, home: organisations.side })
    .from(people)
    .leftJoin(organisations, eq(people.organisationId, organisations.id))
    .where(eq(people.email, normalEmail(request.email)))
  if (!subject) {
    return refuse(
      'person-not-found',
      `Nobody here has the address ${request.email}. Ask for an account for them first.`,
    )
  }
  const outcome = await rooms.record<Participant[]>(caseId, authorOf(actor), async (state) => {
    const { tx, at } = state
    // Judged again inside the lock: two administrators may act at once, and one may have removed the other.
    const present = await readParticipants(tx, caseId)
    const self = present.find(({ id }) => id === actor.personId)
    const before = present.find(({ id }) => id === subject.id)
    const after = request.remove ? undefined : wanted(request)
    const administrators = present.filter(({ rights }) => rights.includes('administer'))
    const sides = new Set(administrators.flatMap(({ side }) => (side ? [side] : [])))
    const now = { ...actor, participation: self && participation(self) }
    if (!mayAppoint(now, before && participation(before), after, sides, subject.home ?? undefined)) {
      return refuse(
        'not-allowed',
        'Only an administrator of that side may do this: each side decides about its own people and who signs for it, and nobody stands for the side of another organisation.',
      )
    }
    if (before?.rights.includes('administer') && !after?.rights.includes('administer') && administrators.length === 1) {
      return refuse('last-administrator', 'A case keeps at least one administrator. Name another one first.')
    }
    const mine = and(eq(participants.caseId, caseId), eq(participants.personId, subject.id))
    const entries: NewEntry[] = []
    if (after) {
      const row = { side: after.side ?? null, rights: [...after.rights] }
      await tx
        .insert(participants)
        .values({ caseId, personId: subject.id, ...row, since: at })
        .onConflictDoUpdate({ target: [participants.caseId, participants.personId], set: row })
      const body = { person: subject.id, name: subject.name, side: after.side, rights: [...after.rights] }
      entries.push({ chain: 'shared', kind: 'participant.set', body })
    } else if (before) {
      await tx.delete(participants).where(mine)
      entries.push({ chain: 'shared', kind: 'participant.removed', body: { person: subject.id, name: subject.name } })
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

function wanted({ side, rights }: SetParticipantRequest): Participation {
  const all = new Set<Right>(['read', ...rights])
  return { side: side ?? undefined, rights: [...all] }
}

function participation({ side, rights }: Participant): Participation {
  return { side: side as Side | undefined, rights: rights as Right[] }
}
