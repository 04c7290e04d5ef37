import type { EventBody } from '@/lib/wire/ledger'
import { audienceOf, bodyAs, type ReviewEntry, type ReviewKind } from './entries'
import type { Reply, Thread, Threads, Words } from './thread'

type ThreadKind = Exclude<ReviewKind, `${'approval' | 'alert'}.${string}`>
type After = (threads: Threads, entry: ReviewEntry) => Thread | undefined

/** What a change makes of a thread that the entry may speak into; undefined when it changes nothing. */
function inThread<K extends Exclude<ThreadKind, 'thread.opened'>>(
  kind: K,
  change: (thread: Thread, body: EventBody<K>, entry: ReviewEntry) => Thread | undefined,
): After {
  return (threads, entry) => {
    const body = bodyAs(entry, kind)
    if (body === undefined) return undefined
    // A thread lives in one chain: what another chain says about it does not count.
    const thread = threads.get(body.thread)
    return thread?.audience === audienceOf(entry) ? change(thread, body, entry) : undefined
  }
}

const AFTER: Readonly<Record<ThreadKind, After>> = {
  'thread.opened': (threads, entry) => {
    const body = bodyAs(entry, 'thread.opened')
    return body === undefined || threads.has(body.thread) ? undefined : openedThread(entry, body)
  },

  'thread.replied': inThread('thread.replied', (thread, { reply: id, text, mentions }, { at, actor: by }) => {
    if (thread.replies.some((reply) => reply.id === id)) return undefined
    const reply: Reply = { id, text, at, by, ...named(mentions) }
    return { ...thread, replies: [...thread.replies, reply] }
  }),

  'thread.edited': inThread('thread.edited', (thread, { reply, text, mentions }, entry) =>
    changeWords(thread, reply, entry, (words) => ({ ...named(mentions), ...trace(words), text, edited: entry.at })),
  ),

  'thread.removed': inThread('thread.removed', (thread, { reply }, entry) =>
    changeWords(thread, reply, entry, (words) => ({ ...trace(words), text: '', removed: entry.at })),
  ),

  'thread.assigned': inThread('thread.assigned', (thread, { person, name, due }, { at, actor: by }) => {
    const { assigned: _, ...free } = thread
    if (person === null) return thread.assigned === undefined ? undefined : free
    return { ...free, assigned: { person, name, at, by, ...(due === undefined ? {} : { due }) } }
  }),

  'suggestion.applied': inThread('suggestion.applied', (thread, { before, after }, { at, actor: by }) => {
    // It may have been declined while it was put into the text: what the text says counts.
    if (thread.suggestion === undefined || thread.outcome?.state === 'applied') return undefined
    return { ...thread, outcome: { state: 'applied', before, after, at, by } }
  }),

  'suggestion.declined': inThread('suggestion.declined', (thread, { note }, { at, actor: by }) => {
    if (thread.suggestion === undefined || thread.outcome !== undefined) return undefined
    return { ...thread, outcome: { state: 'declined', note, at, by } }
  }),

  'thread.resolved': inThread('thread.resolved', (thread, { note }, { at, actor: by }) => {
    if (thread.resolved !== undefined) return undefined
    return { ...thread, resolved: { at, by, ...(note === undefined ? {} : { note }) } }
  }),

  'thread.reopened': inThread('thread.reopened', (thread) => {
    const { resolved, ...open } = thread
    return resolved === undefined ? undefined : open
  }),
}

/** The thread that an entry changes, as it is after it; undefined when the entry changes none. */
export function threadAfter(threads: Threads, entry: ReviewEntry): Thread | undefined {
  return Object.hasOwn(AFTER, entry.kind) ? AFTER[entry.kind as ThreadKind](threads, entry) : undefined
}

/** [REV15] Changes what its author said; anybody else's attempt and one at what was taken back count for nothing. */
function changeWords(
  thread: Thread,
  replyId: string | undefined,
  { actor }: ReviewEntry,
  change: (words: Words) => Pick<Words, 'text' | 'mentions' | 'earlier' | 'edited' | 'removed'>,
): Thread | undefined {
  const may = (words: Words) => words.by.id === actor.id && words.removed === undefined
  if (replyId === undefined) {
    const { mentions: _, ...rest } = thread
    return may(thread) ? { ...rest, ...change(thread) } : undefined
  }
  const reply = thread.replies.find(({ id }) => id === replyId)
  if (reply === undefined || !may(reply)) return undefined
  const { mentions: _, ...rest } = reply
  const changed = { ...rest, ...change(reply) }
  return { ...thread, replies: thread.replies.map((one) => (one === reply ? changed : one)) }
}

function trace({ text, at, edited, earlier = [] }: Words): Pick<Words, 'earlier'> {
  return { earlier: [...earlier, { text, at: edited ?? at }] }
}

function named(mentions: readonly string[] | undefined): Pick<Words, 'mentions'> {
  return mentions === undefined || mentions.length === 0 ? {} : { mentions }
}

function openedThread(entry: ReviewEntry, body: EventBody<'thread.opened'>): Thread {
  return {
    id: body.thread,
    element: body.element,
    audience: audienceOf(entry),
    text: body.text,
    ...(body.proposal === undefined ? {} : { proposal: body.proposal }),
    ...(body.passage === undefined ? {} : { passage: body.passage }),
    ...(body.suggestion === undefined ? {} : { suggestion: body.suggestion }),
    ...(body.class === undefined ? {} : { class: body.class }),
    ...named(body.mentions),
    at: entry.at,
    by: entry.actor,
    replies: [],
  }
}
