import { type Outcome, ok } from '@/lib/gsn/outcome'
import { decideReopening } from '@/lib/review/speak'
import { addToThreads, NO_THREADS } from '@/lib/review/threads'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'

/**
 * Opens a resolved thread again. Reopening an open thread changes nothing.
 * @returns refusal `thread-not-found`, also for a thread of the other side
 */
export async function reopenThread(
  person: Person,
  caseId: string,
  threadId: string,
): Promise<Outcome<{ id: string; resolved: false }>> {
  const allowed = await authorise(person, caseId, 'comment')
  if (!allowed.ok) return allowed
  const recorded = await runtime().rooms.record(caseId, authorOf(allowed.value.actor), async ({ entries }) => {
    const entry = decideReopening(addToThreads(NO_THREADS, entries), threadId)
    if (!entry.ok) return entry
    return ok({ entries: entry.value === undefined ? [] : [entry.value], value: undefined })
  })
  return recorded.ok ? ok({ id: threadId, resolved: false }) : recorded
}
