import { readCase } from '@/lib/case/read'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'
import { NARRATIVE } from '@/lib/review/passage'
import type { DeclineRequest } from '@/lib/review/requests'
import { decideApplied, decideDeclining, replaceInNarrative, replacementOf } from '@/lib/review/suggestion'
import { addToThreads, NO_THREADS } from '@/lib/review/threads'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'
import { decideInThread } from './decide-in-thread'

/**
 * [REV17] Puts a suggested wording into the case. The edit is the applier's, the entry names who worded it. The text comes
 * first and the entry after it: if the server dies in between, the text says it, and applying again only records it.
 * @returns the words before and after; refusals `thread-not-found`, `passage-gone`, `not-your-side`, `conflict`, `invalid`
 */
export async function applySuggestion(
  person: Person,
  caseId: string,
  threadId: string,
): Promise<Outcome<{ id: string; before: string; after: string }>> {
  const allowed = await authorise(person, caseId, 'edit')
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const { rooms, ids, clock } = runtime()
  const looked = await rooms.record(caseId, by, async ({ entries }) => {
    const thread = addToThreads(NO_THREADS, entries).get(threadId)
    return ok({ entries: [], value: thread })
  })
  if (!looked.ok) return looked
  const thread = looked.value.value
  if (thread === undefined) return refuse('thread-not-found', 'There is no such thread, or it is not for you.')

  const written = await rooms.edit(caseId, by, (doc) => {
    const replacement = replacementOf(doc, readCase(doc), thread)
    if (!replacement.ok) return replacement
    const { field, text, already } = replacement.value
    if (already) return replacement
    if (field === NARRATIVE) {
      replaceInNarrative(doc, thread.element, replacement.value)
      return replacement
    }
    const context = { ids, at: clock(), by: by.personId, name: by.name, side: by.side }
    const done = runCommand(doc, 'set-text', { element: thread.element, field, text }, context)
    return done.ok ? replacement : done
  })
  if (!written.ok) return written
  const { before, after } = written.value.value
  const recorded = await rooms.record(caseId, by, async ({ entries }) => {
    const news = decideApplied(addToThreads(NO_THREADS, entries), threadId, { before, after })
    return news.ok ? ok({ entries: news.value, value: undefined }) : news
  })
  return recorded.ok ? ok({ id: threadId, before, after }) : recorded
}

/**
 * Declines a suggested wording, with a word why.
 * @returns refusals `thread-not-found`, `conflict`, `invalid`
 */
export async function declineSuggestion(
  person: Person,
  caseId: string,
  threadId: string,
  { note }: DeclineRequest,
): Promise<Outcome<{ id: string; recorded: boolean }>> {
  return decideInThread(person, caseId, threadId, ({ threads }) => decideDeclining(threads, threadId, note))
}
