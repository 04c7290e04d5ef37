import type { ElementId } from '@/lib/gsn/graph'
import type { ReviewEntry } from './entries'
import type { Said, Thread, Threads } from './thread'
import { threadAfter } from './thread-after'

export type { Reply, Said, Thread, Threads } from './thread'

export const NO_THREADS: Threads = new Map()

/**
 * [REV7] The threads after some more entries. A pure reduction: in whatever portions the entries of a chain arrive, and
 * however the chains are interleaved, the state is the same. Entries about a thread that is not known are passed over.
 */
export function addToThreads(threads: Threads, entries: Iterable<ReviewEntry>): Threads {
  let next: Map<string, Thread> | undefined
  for (const entry of entries) {
    const change = threadAfter(next ?? threads, entry)
    if (change === undefined) continue
    next ??= new Map(threads)
    next.set(change.id, change)
  }
  return next ?? threads
}

/** When somebody last said something in the thread. */
export function lastSaid(thread: Thread): Said {
  return thread.replies.at(-1) ?? thread
}

/** Threads as a reader wants them: open ones first, in each group the one that moved last on top. */
export function threadsInOrder(threads: Threads, about?: ElementId): readonly Thread[] {
  const wanted = [...threads.values()].filter((thread) => about === undefined || thread.element === about)
  return wanted.sort(
    (a, b) =>
      Number(a.resolved !== undefined) - Number(b.resolved !== undefined) ||
      compare(lastSaid(b).at, lastSaid(a).at) ||
      compare(b.id, a.id),
  )
}

/** How many threads are open, by element. */
export function openThreadCounts(threads: Threads): ReadonlyMap<ElementId, number> {
  const counts = new Map<ElementId, number>()
  for (const { element, resolved } of threads.values()) {
    if (resolved === undefined) counts.set(element, (counts.get(element) ?? 0) + 1)
  }
  return counts
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const byElement = new WeakMap<Threads, ReadonlyMap<ElementId, readonly Thread[]>>()

/** The threads about one element, in the order in which they were opened; looked up, not searched. */
export function threadsAbout(threads: Threads, element: ElementId): readonly Thread[] {
  let index = byElement.get(threads)
  if (index === undefined) {
    const grouped = new Map<ElementId, Thread[]>()
    for (const thread of threads.values()) {
      const group = grouped.get(thread.element)
      if (group === undefined) grouped.set(thread.element, [thread])
      else group.push(thread)
    }
    byElement.set(threads, grouped)
    index = grouped
  }
  return index.get(element) ?? NONE
}

const NONE: readonly Thread[] = []
