import { type Outcome, ok } from '@/lib/gsn/outcome'
import { decideResolving } from '@/lib/review/speak'
import { addToThreads, NO_THREADS } from '@/lib/review/threads'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'

/**
 * Resolves a thread. Anybody who may comment may do so, and anybody may reopen it. Resolving twice is one resolving.
 * @returns refusal `thread-not-found`, also for a thread of the other side
 */
export async function resolveThread(
  person: Person,
  caseId: string,
  threadId: string,
): Promise<Outcome<{ id: string; resolved: true }>> {
  const allowed = await authorise(person, caseId, 'comment')
  if (!allowed.ok) return allowed
  const recorded = await runtime().rooms.record(caseId, authorOf(allowed.value.actor), async ({ entries }) => {
    const entry = decideResolving(addToThreads(NO_THREADS, entries), threadId)
    if (!entry.ok) return entry
    return ok({ entries: entry.value === undefined ? [] : [entry.value], value: undefined })
  })
  return recorded.ok ? ok({ id: threadId, resolved: true }) : recorded
}
