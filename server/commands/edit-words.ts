import type { Outcome } from '@/lib/gsn/outcome'
import { decideEditing, decideRemoving } from '@/lib/review/own-words'
import { participantsOf } from '@/lib/review/participants'
import type { EditWordsRequest, RemoveWordsRequest } from '@/lib/review/requests'
import type { Person } from '../auth/person'
import { decideInThread } from './decide-in-thread'

/**
 * [REV15] Gives one's own comment or reply other words; the earlier ones stay readable.
 * @returns refusals `thread-not-found`, `not-allowed`, `conflict`, `invalid`
 */
export async function editWords(
  person: Person,
  caseId: string,
  threadId: string,
  request: EditWordsRequest,
): Promise<Outcome<{ id: string; recorded: boolean }>> {
  return decideInThread(person, caseId, threadId, ({ threads, entries }, by) =>
    decideEditing(threads, participantsOf(entries), by.personId, threadId, request),
  )
}

/** [REV15] Takes one's own comment or reply back. @returns refusals as of `editWords` */
export async function removeWords(
  person: Person,
  caseId: string,
  threadId: string,
  { reply }: RemoveWordsRequest,
): Promise<Outcome<{ id: string; recorded: boolean }>> {
  return decideInThread(person, caseId, threadId, ({ threads }, by) =>
    decideRemoving(threads, by.personId, threadId, reply),
  )
}
