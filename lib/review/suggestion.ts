import type * as Y from 'yjs'
import { replaceWords } from '@/lib/case/narrative-edit'
import { lengthRefusal, spliceBetween } from '@/lib/case/text-edit'
import type { CaseGraph } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import { type Found, NARRATIVE, passageText, resolvePassage, spotsOf } from './passage'
import { chainOf, THREAD_NOT_FOUND } from './speak'
import type { Thread, Threads } from './thread'

/** What applying a suggestion does to one text of the case. */
export interface Replacement {
  readonly field: string
  /** The words that are replaced, and by which. */
  readonly before: string
  readonly after: string
  /** The whole text of the field afterwards. */
  readonly text: string
  /** The text says so already: there is nothing left to write. */
  readonly already: boolean
  /** Where the words stand in the text; absent where there is nothing to write. */
  readonly at?: { readonly start: number; readonly end: number }
}

/**
 * [REV17] What a suggestion would do to the text as it stands. It replaces the very words that it was made for and nothing
 * else: where they do not stand any more, nothing is touched.
 * @returns refusals `element-not-found`, `passage-gone` (details: the wording of now), `conflict` (decided, taken back),
 *   `invalid` (no suggestion, or the text would be too long)
 */
export function replacementOf(doc: Y.Doc, graph: CaseGraph, thread: Thread): Outcome<Replacement> {
  const { suggestion, outcome, passage, element: id } = thread
  if (suggestion === undefined) return refuse('invalid', 'This comment suggests no wording.')
  const decided = whyDecided(thread)
  if (decided !== undefined) return refuse('conflict', decided)
  const element = graph.elements.get(id)
  if (element === undefined) {
    return refuse('element-not-found', 'This element is not in the case any more. Restore it first.')
  }
  const field = passage?.field ?? 'statement'
  const now = passageText(doc, id, field)
  const before = passage?.quote ?? now
  const done = { field, before, after: suggestion, text: now, already: true }
  const found = passage === undefined ? { start: 0, end: now.length, exact: true } : resolvePassage(doc, id, passage)
  if (found?.exact !== true) {
    if (suggestion !== '' && now.includes(suggestion) && outcome === undefined) return ok(done)
    const message = `Nothing was changed: the words that this was suggested for do not stand in ${element.name} any more. Suggest it again for the wording of now.`
    return refuse('passage-gone', message, { now })
  }
  if (standsAround(now, found.start, before, suggestion)) return ok(done)
  if (field === NARRATIVE && !isInOneRun(doc, id, found)) {
    const message = `Nothing was changed: these words of ${element.name} do not stand in one line any more, or hold a mention. Write it into the narrative by hand.`
    return refuse('passage-gone', message, { now: now.slice(found.start, found.end) })
  }
  const text = now.slice(0, found.start) + suggestion + now.slice(found.end)
  const tooLong = lengthRefusal(now.length, text.length)
  if (tooLong !== undefined) return refuse('invalid', tooLong)
  return ok({ ...done, text, already: text === now, at: { start: found.start, end: found.end } })
}

/** Whether the words stand in one run of the narrative's text, so that others can take their place. */
function isInOneRun(doc: Y.Doc, id: string, found: Found): boolean {
  const spots = spotsOf(doc, id, found)
  return spots !== undefined && spots.from.node === spots.to.node && spots.to.index <= spots.to.node.length
}

/** [REV17] Puts the words of a replacement into a narrative, in the form of the words that stood there. */
export function replaceInNarrative(doc: Y.Doc, id: string, { at, before, after }: Replacement): void {
  const spots = at === undefined ? undefined : spotsOf(doc, id, at)
  if (spots === undefined) return
  const { node, index } = spots.from
  const splice = spliceBetween(before, after)
  if (splice !== undefined) replaceWords(node, index + splice.at, splice.remove, splice.insert)
}

/** Whether the words at `start` are part of the suggested ones already: applying twice must not write them twice. */
function standsAround(text: string, start: number, before: string, suggestion: string): boolean {
  for (let at = suggestion.indexOf(before); at !== -1 && before !== ''; at = suggestion.indexOf(before, at + 1)) {
    if (start >= at && text.startsWith(suggestion, start - at)) return true
  }
  return false
}

/** Records that a suggestion stands in the text now, and settles its thread; nothing when that is recorded. */
export function decideApplied(
  threads: Threads,
  id: string,
  { before, after }: Pick<Replacement, 'before' | 'after'>,
): Outcome<readonly NewEntry[]> {
  const thread = threads.get(id)
  if (thread === undefined) return THREAD_NOT_FOUND
  if (thread.outcome?.state === 'applied') return ok([])
  const chain = chainOf(thread)
  const suggester = { id: thread.by.id, name: thread.by.name }
  const applied: NewEntry = { chain, kind: 'suggestion.applied', body: { thread: id, suggester, before, after } }
  return ok(
    thread.resolved === undefined ? [applied, { chain, kind: 'thread.resolved', body: { thread: id } }] : [applied],
  )
}

/** Declines a suggestion with a word. @returns refusals `thread-not-found`, `invalid`, `conflict` */
export function decideDeclining(threads: Threads, id: string, note: string): Outcome<NewEntry> {
  const thread = threads.get(id)
  if (thread === undefined) return THREAD_NOT_FOUND
  if (thread.suggestion === undefined) return refuse('invalid', 'This comment suggests no wording.')
  const decided = whyDecided(thread)
  if (decided !== undefined) return refuse('conflict', decided)
  return ok({ chain: chainOf(thread), kind: 'suggestion.declined', body: { thread: id, note } })
}

function whyDecided({ outcome, removed, by }: Thread): string | undefined {
  if (removed !== undefined) return `${by.name} took this suggestion back.`
  if (outcome === undefined) return undefined
  return outcome.state === 'applied'
    ? `${outcome.by.name} has applied this suggestion already.`
    : `${outcome.by.name} declined this suggestion. Suggest a wording anew.`
}
