import { type Outcome, ok } from '@/lib/gsn/outcome'
import { participantsOf } from '@/lib/review/participants'
import type { ReplyRequest } from '@/lib/review/requests'
import { decideReply } from '@/lib/review/speak'
import { addToThreads, NO_THREADS } from '@/lib/review/threads'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'

/**
 * Replies in a thread, to those who can read it.
 * @returns the reply's id; refusal `thread-not-found`, also for a thread of the other side
 */
export async function replyThread(
  person: Person,
  caseId: string,
  threadId: string,
  request: ReplyRequest,
): Promise<Outcome<{ id: string; at: string }>> {
  const allowed = await authorise(person, caseId, 'comment')
  if (!allowed.ok) return allowed
  const { rooms, ids } = runtime()
  const id = ids()
  const recorded = await rooms.record(caseId, authorOf(allowed.value.actor), async ({ entries, at }) => {
    const entry = decideReply(addToThreads(NO_THREADS, entries), participantsOf(entries), threadId, id, request)
    return entry.ok ? ok({ entries: [entry.value], value: { id, at } }) : entry
  })
  return recorded.ok ? ok(recorded.value.value) : recorded
}
