import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import { named, whyNotNamed } from './mentions'
import type { Participants } from './participants'
import type { EditWordsRequest } from './requests'
import { chainOf, THREAD_NOT_FOUND } from './speak'
import type { Thread, Threads, Words } from './thread'

/**
 * [REV15] Changes the wording of what somebody said, or records nothing when it says so already.
 * @param by id of the person who asks
 * @returns refusals `thread-not-found`, `not-allowed` (somebody else's words), `conflict` (taken back), `invalid`
 */
export function decideEditing(
  threads: Threads,
  people: Participants,
  by: string,
  id: string,
  request: EditWordsRequest,
): Outcome<NewEntry | undefined> {
  const own = ownWords(threads, by, id, request.reply)
  if (!own.ok) return own
  const { thread, words } = own.value
  const unnamed = whyNotNamed(people, thread.audience, request.mentions)
  if (unnamed !== undefined) return unnamed
  const { reply, text, mentions = [] } = request
  if (words.text === text && `${words.mentions ?? []}` === `${mentions}`) return ok(undefined)
  const body = { thread: id, ...(reply === undefined ? {} : { reply }), text, ...named(mentions) }
  return ok({ chain: chainOf(thread), kind: 'thread.edited', body })
}

/** [REV15] Takes back what somebody said. @returns refusals as of `decideEditing` */
export function decideRemoving(threads: Threads, by: string, id: string, reply: string | undefined): Outcome<NewEntry> {
  const own = ownWords(threads, by, id, reply)
  if (!own.ok) return own
  const body = { thread: id, ...(reply === undefined ? {} : { reply }) }
  return ok({ chain: chainOf(own.value.thread), kind: 'thread.removed', body })
}

function ownWords(
  threads: Threads,
  by: string,
  id: string,
  reply: string | undefined,
): Outcome<{ thread: Thread; words: Words }> {
  const thread = threads.get(id)
  const words = reply === undefined ? thread : thread?.replies.find((one) => one.id === reply)
  if (thread === undefined || words === undefined) return THREAD_NOT_FOUND
  if (words.by.id !== by) {
    return refuse('not-allowed', `${words.by.name} said this. Everybody changes only their own words: reply instead.`)
  }
  if (words.removed !== undefined) return refuse('conflict', 'You have taken this back already.')
  return ok({ thread, words })
}
