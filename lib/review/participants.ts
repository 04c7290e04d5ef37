import type { Side } from '@/lib/access/policy'
import type { LedgerEntry } from '@/lib/wire/ledger'
import type { Audience } from './entries'

/** Somebody who takes part in a case, as its history tells. */
export interface Participant {
  readonly id: string
  readonly name: string
  readonly side?: Side
  readonly rights: readonly string[]
}

export type Participants = ReadonlyMap<string, Participant>

/** Who takes part after these entries, in the order in which they came. */
export function participantsOf(entries: Iterable<LedgerEntry>): Participants {
  let people: Participants = new Map()
  for (const entry of entries) people = addParticipant(people, entry)
  return people
}

/** Who takes part after one more entry; the same map when it is about nobody's part. */
export function addParticipant(people: Participants, entry: LedgerEntry): Participants {
  if (entry.kind !== 'participant.set' && entry.kind !== 'participant.removed') return people
  const next = new Map(people)
  if (entry.kind === 'participant.removed') next.delete(entry.body.person)
  else {
    const { person: id, name, side, rights } = entry.body
    next.set(id, { id, name, rights, ...(side === undefined ? {} : { side }) })
  }
  return next
}

/** [REV16] Whom a thread of this audience can be about: people who may read it. By name. */
export function reachable(people: Participants, audience: Audience): readonly Participant[] {
  return [...people.values()]
    .filter(({ side, rights }) => rights.includes('read') && (audience === 'all' || side === audience))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
