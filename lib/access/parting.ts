import { addToThreads, NO_THREADS } from '@/lib/review/threads'
import type { LedgerEntry, NewEntry } from '@/lib/wire/ledger'
import type { PersonId, Right, Side } from './policy'

/** Who takes over what somebody leaves open. */
export interface Successor {
  readonly id: PersonId
  readonly name: string
  readonly side?: Side | undefined
  readonly rights: readonly string[]
}

/**
 * [ACC12] What happens to the open assignments of somebody who leaves: they go to the successor where that one may read the
 * conversation, and otherwise back to nobody. What the person said and drew stays under their name, and conversations of
 * their side stay with the side.
 * @param entries of the shared chain and of the side's own
 */
export function passOn(entries: readonly LedgerEntry[], leaver: PersonId, successor?: Successor): readonly NewEntry[] {
  return [...addToThreads(NO_THREADS, entries).values()].flatMap((thread): NewEntry[] => {
    if (thread.resolved !== undefined || thread.assigned?.person !== leaver) return []
    const fits =
      successor?.rights.includes('comment') && (thread.audience === 'all' || thread.audience === successor.side)
    const due = thread.assigned.due === undefined ? {} : { due: thread.assigned.due }
    const to = fits && successor !== undefined ? { person: successor.id, name: successor.name, ...due } : NOBODY
    const chain = thread.audience === 'all' ? 'shared' : thread.audience
    return [{ chain, kind: 'thread.assigned', body: { thread: thread.id, ...to } }]
  })
}

const NOBODY = { person: null, name: '' } as const

/**
 * [ACC11] The side that a person ever stood on in this case, by its history: it is theirs for good, because they have read
 * what that side says among itself.
 */
export function sideOnceHeld(entries: readonly LedgerEntry[], person: PersonId): Side | undefined {
  for (const entry of entries) {
    if (entry.kind === 'participant.set' && entry.body.person === person && entry.body.side !== undefined) {
      return entry.body.side
    }
  }
  return undefined
}

/** [ACC8] Whether a side, or those without one, would be left without its last administrator. */
export function isLastAdministrator(
  people: readonly { readonly id: PersonId; readonly side?: Side | undefined; readonly rights: readonly string[] }[],
  leaver: PersonId,
): boolean {
  const administers = ({ rights }: { readonly rights: readonly string[] }) =>
    (['read', 'administer'] as const satisfies readonly Right[]).every((right) => rights.includes(right))
  const self = people.find(({ id }) => id === leaver)
  if (self === undefined || !administers(self)) return false
  const others = people.filter((one) => one.id !== leaver && administers(one))
  return others.length === 0 || (self.side !== undefined && !others.some(({ side }) => side === self.side))
}
