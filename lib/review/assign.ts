import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import { whyNotNamed } from './mentions'
import type { Participants } from './participants'
import type { AssignRequest } from './requests'
import { chainOf, THREAD_NOT_FOUND } from './speak'
import type { Threads } from './thread'

/**
 * [REV16] Gives a thread to somebody who can read it, or to nobody any more. Nothing to record when it is theirs already.
 * @returns refusals `thread-not-found`, `invalid`
 */
export function decideAssigning(
  threads: Threads,
  people: Participants,
  id: string,
  { person, due }: AssignRequest,
): Outcome<NewEntry | undefined> {
  const thread = threads.get(id)
  if (thread === undefined) return THREAD_NOT_FOUND
  const { assigned } = thread
  if ((assigned?.person ?? null) === person && assigned?.due === due) return ok(undefined)
  const unnamed = whyNotNamed(people, thread.audience, person === null ? [] : [person])
  if (unnamed !== undefined) return unnamed
  const name = person === null ? '' : (people.get(person)?.name ?? '')
  const day = due === undefined || person === null ? {} : { due }
  return ok({ chain: chainOf(thread), kind: 'thread.assigned', body: { thread: id, person, name, ...day } })
}
