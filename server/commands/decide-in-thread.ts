import { type Outcome, ok } from '@/lib/gsn/outcome'
import { addToThreads, NO_THREADS, type Threads } from '@/lib/review/threads'
import type { LedgerEntry, NewEntry } from '@/lib/wire/ledger'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import type { Author } from '../sync/rooms'
import { authorOf } from './author'

/**
 * Takes a decision about a thread, over the threads that the person may read, and records what it asks for. Whoever may
 * comment may speak in a thread.
 * @param decide answers with the entry to record, or with none when there is nothing to say
 * @returns the thread's id and whether something was recorded; refusal `thread-not-found`, and those of `decide`
 */
export async function decideInThread(
  person: Person,
  caseId: string,
  threadId: string,
  decide: (
    state: { readonly threads: Threads; readonly entries: readonly LedgerEntry[] },
    by: Author,
  ) => Outcome<NewEntry | undefined>,
): Promise<Outcome<{ id: string; recorded: boolean }>> {
  const allowed = await authorise(person, caseId, 'comment')
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const recorded = await runtime().rooms.record(caseId, by, async ({ entries }) => {
    const entry = decide({ threads: addToThreads(NO_THREADS, entries), entries }, by)
    if (!entry.ok) return entry
    const news = entry.value === undefined ? [] : [entry.value]
    return ok({ entries: news, value: { id: threadId, recorded: news.length > 0 } })
  })
  return recorded.ok ? ok(recorded.value.value) : recorded
}
