import type { Lent, Side } from '@/lib/access/policy'
import type { LedgerEntry } from '@/lib/wire/ledger'
import type { EntryActor } from './entries'
import { addParticipant, type Participants } from './participants'

/** The right to approve, lent by somebody who has it to somebody of the same side. */
export interface Delegation {
  readonly id: string
  readonly side: Side
  readonly by: EntryActor
  readonly to: { readonly id: string; readonly name: string }
  /** Codes of capabilities; absent: the whole case. */
  readonly capabilities?: readonly string[]
  /** The first and the last day, as YYYY-MM-DD in UTC. */
  readonly from: string
  readonly until: string
  readonly at: string
  /** When it was over before its last day: taken back, or one of the two is not who they were. */
  readonly ended?: { readonly at: string; readonly by: EntryActor }
}

export interface DelegationBook {
  readonly people: Participants
  readonly all: ReadonlyMap<string, Delegation>
}

export const NO_DELEGATIONS: DelegationBook = { people: new Map(), all: new Map() }

/**
 * [REV21] Who has lent whom the right to approve, after some more entries. Pure, in any portions; only the shared chain
 * counts, so both sides know who speaks for whom.
 */
export function addToDelegations(book: DelegationBook, entries: Iterable<LedgerEntry>): DelegationBook {
  let people = book.people
  const all = new Map(book.all)
  const end = (one: Delegation, { at, actor: by }: LedgerEntry) => {
    if (one.ended === undefined) all.set(one.id, { ...one, ended: { at, by } })
  }
  for (const entry of entries) {
    if (entry.chain !== 'shared') continue
    switch (entry.kind) {
      case 'participant.set':
      case 'participant.removed':
        people = addParticipant(people, entry)
        // What ended by a change of the people does not come back with the next one.
        for (const one of all.values()) if (!stands(one, people)) end(one, entry)
        break
      case 'delegation.given': {
        const { side } = entry.actor
        const { delegation: id, person, name, capabilities, from, until } = entry.body
        if (side === undefined || all.has(id)) break
        const scope = capabilities === undefined ? {} : { capabilities }
        const given = { id, side, by: entry.actor, to: { id: person, name }, ...scope, from, until, at: entry.at }
        if (stands(given, people)) all.set(id, given)
        break
      }
      case 'delegation.ended': {
        const one = all.get(entry.body.delegation)
        if (one !== undefined && one.side === entry.actor.side) end(one, entry)
        break
      }
    }
  }
  return { people, all }
}

/** Whether both are still who they have to be: the giver may approve, of their own, and both are of the side. */
function stands({ side, by, to }: Delegation, people: Participants): boolean {
  const giver = people.get(by.id)
  const taker = people.get(to.id)
  return giver?.side === side && giver.rights.includes('approve') && taker?.side === side
}

/** How a delegation stands at a moment, ISO 8601. */
export function delegationState({ from, until, ended }: Delegation, at: string): 'ended' | 'future' | 'now' | 'past' {
  const day = at.slice(0, 10)
  if (ended !== undefined) return 'ended'
  return day < from ? 'future' : day > until ? 'past' : 'now'
}

/** [REV21] What is lent to a person at a moment, for the policy: the one that covers most first. */
export function lentTo(book: DelegationBook, person: string, at: string): readonly Lent[] {
  return [...book.all.values()]
    .filter((one) => one.to.id === person && delegationState(one, at) === 'now')
    .map(({ id, by, capabilities }) => ({
      right: 'approve' as const,
      delegation: id,
      by: { id: by.id, name: by.name },
      ...(capabilities === undefined ? {} : { capabilities }),
    }))
    .sort((a, b) => Number(a.capabilities !== undefined) - Number(b.capabilities !== undefined))
}
