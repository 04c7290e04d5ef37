import type { ElementId } from '@/lib/gsn/graph'
import type { EventBody } from '@/lib/wire/ledger'
import { type Audience, audienceOf, bodyAs, type EntryActor, type Passage, type ReviewEntry } from './entries'

export interface Said {
  readonly at: string
  readonly by: EntryActor
}

export interface Reply extends Said {
  readonly id: string
  readonly text: string
}

/** One conversation about one element. */
export interface Thread extends Said {
  readonly id: string
  readonly element: ElementId
  readonly audience: Audience
  readonly text: string
  readonly passage?: Passage
  /** A proposed wording of the element's statement, or of the passage's field. */
  readonly suggestion?: string
  readonly class?: string
  readonly replies: readonly Reply[]
  /** Who resolved it and when; absent while it is open. */
  readonly resolved?: Said & { readonly note?: string }
}

export type Threads = ReadonlyMap<string, Thread>

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

function threadAfter(threads: Threads, entry: ReviewEntry): Thread | undefined {
  const opened = bodyAs(entry, 'thread.opened')
  if (opened !== undefined) return threads.has(opened.thread) ? undefined : openedThread(entry, opened)

  const replied = bodyAs(entry, 'thread.replied')
  if (replied !== undefined) {
    const thread = threadIn(threads, entry, replied.thread)
    if (thread === undefined || thread.replies.some((reply) => reply.id === replied.reply)) return undefined
    const reply: Reply = { id: replied.reply, text: replied.text, at: entry.at, by: entry.actor }
    return { ...thread, replies: [...thread.replies, reply] }
  }

  const resolved = bodyAs(entry, 'thread.resolved')
  if (resolved !== undefined) {
    const thread = threadIn(threads, entry, resolved.thread)
    if (thread === undefined || thread.resolved !== undefined) return undefined
    const note = resolved.note === undefined ? {} : { note: resolved.note }
    return { ...thread, resolved: { at: entry.at, by: entry.actor, ...note } }
  }

  const reopened = bodyAs(entry, 'thread.reopened')
  if (reopened !== undefined) {
    const thread = threadIn(threads, entry, reopened.thread)
    if (thread?.resolved === undefined) return undefined
    const { resolved: _, ...open } = thread
    return open
  }
  return undefined
}

/** A thread lives in one chain: what another chain says about it does not count. */
function threadIn(threads: Threads, entry: ReviewEntry, id: string): Thread | undefined {
  const thread = threads.get(id)
  return thread?.audience === audienceOf(entry) ? thread : undefined
}

function openedThread(entry: ReviewEntry, body: EventBody<'thread.opened'>): Thread {
  return {
    id: body.thread,
    element: body.element,
    audience: audienceOf(entry),
    text: body.text,
    ...(body.passage === undefined ? {} : { passage: body.passage }),
    ...(body.suggestion === undefined ? {} : { suggestion: body.suggestion }),
    ...(body.class === undefined ? {} : { class: body.class }),
    at: entry.at,
    by: entry.actor,
    replies: [],
  }
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
