import type { Outcome } from '@/lib/gsn/outcome'
import { decideAssigning } from '@/lib/review/assign'
import { participantsOf } from '@/lib/review/participants'
import type { AssignRequest } from '@/lib/review/requests'
import type { Person } from '../auth/person'
import { decideInThread } from './decide-in-thread'

/**
 * [REV16] Gives a thread to somebody to take care of, by a day if need be, or to nobody any more.
 * @returns refusals `thread-not-found`, `invalid` (they may not read it)
 */
export async function assignThread(
  person: Person,
  caseId: string,
  threadId: string,
  request: AssignRequest,
): Promise<Outcome<{ id: string; recorded: boolean }>> {
  return decideInThread(person, caseId, threadId, ({ threads, entries }) =>
    decideAssigning(threads, participantsOf(entries), threadId, request),
  )
}
