import { and, eq } from 'drizzle-orm'
import { isLastAdministrator, sideOnceHeld } from '@/lib/access/parting'
import type { Right } from '@/lib/access/policy'
import { reducePasskeys } from '@/lib/agreement/passkey-state'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import { sharedOf } from '../agreement/context'
import type { Person } from '../auth/person'
import { type Participant, readParticipants } from '../commands/list-participants'
import { runtime } from '../runtime'
import { cases, participants } from '../store/schema'
import type { CaseState } from '../sync/rooms'
import { takeOut } from './take-out'

interface Named {
  readonly id: string
  readonly name: string
}

/** A case whose seat could not be given up, and why. */
export interface Kept {
  readonly caseId: string
  readonly title: string
  readonly why: string
}

/**
 * [ORG2] Takes somebody who has left the organisation out of every case: what is open goes to the successor where that one
 * takes part, and where the side would be left without an administrator the successor takes the seat.
 * @param by  the administrator of the organisation who does it, for the side of each seat
 */
export async function giveUpSeats(by: Person, leaver: Named, heir: Named): Promise<readonly Kept[]> {
  const { db, rooms } = runtime()
  const seats = await db
    .select({ part: participants, title: cases.title })
    .from(participants)
    .innerJoin(cases, eq(participants.caseId, cases.id))
    .where(and(eq(participants.personId, leaver.id), eq(cases.state, 'ready')))
  const kept: Kept[] = []
  for (const { part, title } of seats) {
    const { caseId } = part
    const author = { personId: by.personId, name: by.name, ...(part.side === null ? {} : { side: part.side }) }
    const done = await rooms.record(caseId, author, async (state) => {
      const present = await readParticipants(state.tx, caseId)
      const seat = present.find(({ id }) => id === leaver.id)
      if (seat === undefined) return ok({ entries: [], value: undefined })
      const before: NewEntry[] = []
      if (isLastAdministrator(present, leaver.id)) {
        const seated = await seatHeir(state, caseId, seat, heir, present)
        if (!seated.ok) return seated
        before.push(seated.value)
      }
      const after = await readParticipants(state.tx, caseId)
      const successor = after.find(({ id }) => id === heir.id)
      const out = await takeOut(state, { caseId, leaver, by: author, why: 'organisation', successor })
      return ok({ entries: [...revokedKeys(state, leaver.id), ...before, ...out], value: undefined })
    })
    if (!done.ok) kept.push({ caseId, title, why: done.refusal.message })
    for (const { id } of [leaver, heir]) await rooms.recheck(caseId, id)
  }
  return kept
}

/** Kept with each key of somebody who has left; both sides read it in the case. */
export const LEFT = 'Its owner has left the organisation.'

/** Every key of theirs that this case knows signs nothing from now on. */
function revokedKeys({ entries }: CaseState, person: string): NewEntry[] {
  return [...reducePasskeys(sharedOf(entries)).values()]
    .filter((key) => key.person === person && key.revoked === undefined)
    .map(({ side, credential }) => ({
      chain: 'shared',
      kind: 'passkey.revoked',
      body: { person, side, credential, reason: LEFT },
    }))
}

/** The successor gets what the side must not be without, on top of what they may already. */
async function seatHeir(
  { tx, at, entries }: CaseState,
  caseId: string,
  seat: Participant,
  { id, name }: Named,
  present: readonly Participant[],
): Promise<Outcome<NewEntry>> {
  const own = present.find((one) => one.id === id)
  const held = own?.side ?? sideOnceHeld(entries, id)
  if (held !== undefined && held !== seat.side) {
    return refuse('side-fixed', `${name} stands on the other side of this case. Name somebody else there.`)
  }
  const rights = [...new Set<Right>([...((own?.rights ?? []) as Right[]), 'read', 'administer'])]
  const row = { side: seat.side ?? null, rights }
  await tx
    .insert(participants)
    .values({ caseId, personId: id, ...row, since: at })
    .onConflictDoUpdate({ target: [participants.caseId, participants.personId], set: row })
  return ok({ chain: 'shared', kind: 'participant.set', body: { person: id, name, side: seat.side, rights } })
}
