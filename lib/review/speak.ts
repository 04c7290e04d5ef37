import type { Side } from '@/lib/access/policy'
import type { CaseGraph } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { Chain, NewEntry } from '@/lib/wire/ledger'
import type { ReplyRequest, ThreadRequest } from './requests'
import type { Thread, Threads } from './threads'

/**
 * [REV11] Decides what becomes of a new thread. A side-only thread goes into that side's own chain and nowhere else.
 * @param id   of the new thread
 * @param side of the writer; absent for people without one
 */
export function decideOpening(
  graph: CaseGraph,
  side: Side | undefined,
  id: string,
  request: ThreadRequest,
): Outcome<NewEntry> {
  const { element, audience, text, passage, suggestion } = request
  if (!graph.elements.has(element)) {
    return refuse('element-not-found', 'This element is not in the case any more. Choose another, or restore it first.')
  }
  if (audience === 'side' && side === undefined) {
    return refuse('invalid', 'You belong to neither side. Write to both sides instead.')
  }
  const body = {
    thread: id,
    element,
    text,
    ...(passage === undefined ? {} : { passage }),
    ...(suggestion === undefined ? {} : { suggestion }),
  }
  return ok({ chain: audience === 'side' && side !== undefined ? side : 'shared', kind: 'thread.opened', body })
}

/** [REV11] A reply stands where its thread stands: whoever may read the one may read the other. */
export function decideReply(threads: Threads, id: string, reply: string, request: ReplyRequest): Outcome<NewEntry> {
  const thread = threads.get(id)
  if (thread === undefined) return NOT_FOUND
  return ok({ chain: chainOf(thread), kind: 'thread.replied', body: { thread: id, reply, text: request.text } })
}

/** Resolves a thread; nothing to record when it is resolved already. */
export function decideResolving(threads: Threads, id: string): Outcome<NewEntry | undefined> {
  const thread = threads.get(id)
  if (thread === undefined) return NOT_FOUND
  if (thread.resolved !== undefined) return ok(undefined)
  return ok({ chain: chainOf(thread), kind: 'thread.resolved', body: { thread: id } })
}

/** Opens a resolved thread again; nothing to record when it is open. */
export function decideReopening(threads: Threads, id: string): Outcome<NewEntry | undefined> {
  const thread = threads.get(id)
  if (thread === undefined) return NOT_FOUND
  if (thread.resolved === undefined) return ok(undefined)
  return ok({ chain: chainOf(thread), kind: 'thread.reopened', body: { thread: id } })
}

// A thread of the other side and one that never was look the same.
const NOT_FOUND = refuse('thread-not-found', 'There is no such thread, or it is not for you.')

function chainOf(thread: Thread): Chain {
  return thread.audience === 'all' ? 'shared' : thread.audience
}
