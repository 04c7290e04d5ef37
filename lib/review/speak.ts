import type { Side } from '@/lib/access/policy'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { Chain, NewEntry } from '@/lib/wire/ledger'
import type { Passage } from './entries'
import { named, whyNotNamed } from './mentions'
import type { Participants } from './participants'
import { NARRATIVE } from './passage'
import type { ReplyRequest, ThreadRequest } from './requests'
import type { Thread, Threads } from './thread'

/**
 * [REV11] Decides what becomes of a new thread. A side-only thread goes into that side's own chain and nowhere else.
 * @param id   of the new thread
 * @param side of the writer; absent for people without one
 */
export function decideOpening(
  graph: CaseGraph,
  people: Participants,
  side: Side | undefined,
  id: string,
  request: ThreadRequest,
): Outcome<NewEntry> {
  const { audience, text, suggestion, proposal } = request
  const about = request.element ?? graph.rootId ?? ''
  // What a frozen version holds may have gone into the bin since.
  const element = graph.elements.get(about) ?? (proposal === undefined ? undefined : graph.bin.get(about))
  if (element === undefined) {
    return refuse('element-not-found', 'This element is not in the case any more. Choose another, or restore it first.')
  }
  if (audience === 'side' && side === undefined) {
    return refuse('invalid', 'You belong to neither side. Write to both sides instead.')
  }
  const unnamed = whyNotNamed(people, audience === 'side' && side !== undefined ? side : 'all', request.mentions)
  if (unnamed !== undefined) return unnamed
  if (suggestion !== undefined && proposal !== undefined) {
    return refuse('invalid', 'A proposed version is frozen. Suggest the wording in the case instead.')
  }
  if (suggestion !== undefined && request.passage?.field === NARRATIVE) {
    if (request.passage.quote === '' || /[\n\uFFFC]/.test(request.passage.quote + suggestion)) {
      return refuse('invalid', 'In a narrative a wording is suggested for words of one line. Mark fewer words.')
    }
  }
  // A suggestion is bound to the words that stand there now: later ones are never replaced unseen [REV17].
  const passage = request.passage ?? (suggestion === undefined ? undefined : wholeStatement(element))
  const body = {
    thread: id,
    element: about,
    text,
    ...(proposal === undefined ? {} : { proposal }),
    ...(passage === undefined ? {} : { passage }),
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(request.class === undefined ? {} : { class: request.class }),
    ...named(request.mentions),
  }
  return ok({ chain: audience === 'side' && side !== undefined ? side : 'shared', kind: 'thread.opened', body })
}

function wholeStatement({ statement }: Element): Passage {
  return { field: 'statement', quote: statement, start: 0, end: statement.length }
}

/** [REV11] A reply stands where its thread stands: whoever may read the one may read the other. */
export function decideReply(
  threads: Threads,
  people: Participants,
  id: string,
  reply: string,
  { text, mentions }: ReplyRequest,
): Outcome<NewEntry> {
  const thread = threads.get(id)
  if (thread === undefined) return THREAD_NOT_FOUND
  const unnamed = whyNotNamed(people, thread.audience, mentions)
  if (unnamed !== undefined) return unnamed
  const body = { thread: id, reply, text, ...named(mentions) }
  return ok({ chain: chainOf(thread), kind: 'thread.replied', body })
}

/** Resolves a thread; nothing to record when it is resolved already. */
export function decideResolving(threads: Threads, id: string): Outcome<NewEntry | undefined> {
  const thread = threads.get(id)
  if (thread === undefined) return THREAD_NOT_FOUND
  if (thread.resolved !== undefined) return ok(undefined)
  return ok({ chain: chainOf(thread), kind: 'thread.resolved', body: { thread: id } })
}

/** Opens a resolved thread again; nothing to record when it is open. */
export function decideReopening(threads: Threads, id: string): Outcome<NewEntry | undefined> {
  const thread = threads.get(id)
  if (thread === undefined) return THREAD_NOT_FOUND
  if (thread.resolved === undefined) return ok(undefined)
  return ok({ chain: chainOf(thread), kind: 'thread.reopened', body: { thread: id } })
}

/** A thread of the other side and one that never was look the same. */
export const THREAD_NOT_FOUND = refuse('thread-not-found', 'There is no such thread, or it is not for you.')

/** Where everything about a thread is written: whoever may read the one may read the other. */
export function chainOf(thread: Thread): Chain {
  return thread.audience === 'all' ? 'shared' : thread.audience
}
