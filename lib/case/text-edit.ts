import { TEXT_MAX } from './fields'

/**
 * Editing a plain text that other people edit too: what changed between two states of a field, and where a caret ends
 * up when somebody else's change arrives. Offsets count UTF-16 units, as textareas and Y.Text do.
 */

/** Replace `remove` units at `at` by `insert`. */
export interface Splice {
  readonly at: number
  readonly remove: number
  readonly insert: string
}

/** One step of a change in document order, as Yjs reports it in `event.delta`. */
export interface DeltaStep {
  readonly retain?: number
  readonly delete?: number
  readonly insert?: unknown
}

/** Which neighbour a caret keeps when text appears exactly at it: the unit before it or the one after it. */
export type Side = 'before' | 'after'

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

/** Whether a cut at `offset` would split a character that takes two units. */
function splitsPair(text: string, offset: number): boolean {
  return offset > 0 && offset < text.length && isHigh(text.charCodeAt(offset - 1)) && isLow(text.charCodeAt(offset))
}

/**
 * [TXT1] The one smallest replacement that turns `before` into `after`; linear in their length.
 * @param caret where the caret stands in `after`: among equal choices the change is the one that ends at it, so that
 *              the third `a` typed into `aa|aa` is not taken for one at the end
 * @returns undefined when nothing changed; never cuts a surrogate pair of either text
 */
export function spliceBetween(before: string, after: string, caret = after.length): Splice | undefined {
  if (before === after) return undefined
  const shorter = Math.min(before.length, after.length)
  const behindCaret = Math.min(after.length - Math.min(Math.max(caret, 0), after.length), shorter)
  let end = commonEnd(before, after, behindCaret)
  let start = commonStart(before, after, shorter - end)
  end += commonEnd(before.slice(start, before.length - end), after.slice(start, after.length - end), shorter)
  while (splitsPair(before, start) || splitsPair(after, start)) start--
  while (splitsPair(before, before.length - end) || splitsPair(after, after.length - end)) end--
  return { at: start, remove: before.length - end - start, insert: after.slice(start, after.length - end) }
}

function commonStart(a: string, b: string, most: number): number {
  const limit = Math.min(a.length, b.length, most)
  let n = 0
  while (n < limit && a.charCodeAt(n) === b.charCodeAt(n)) n++
  return n
}

function commonEnd(a: string, b: string, most: number): number {
  const limit = Math.min(a.length, b.length, most)
  let n = 0
  while (n < limit && a.charCodeAt(a.length - 1 - n) === b.charCodeAt(b.length - 1 - n)) n++
  return n
}

/** The text after the replacement. Throws when the splice lies outside of the text. */
export function applySplice(text: string, { at, remove, insert }: Splice): string {
  if (at < 0 || remove < 0 || at + remove > text.length) throw new RangeError('The splice lies outside of the text.')
  return text.slice(0, at) + insert + text.slice(at + remove)
}

/** How many units a delta step inserts; an embedded object counts one, as in Y.Text. */
function inserted(step: DeltaStep): number {
  if (step.insert === undefined) return 0
  return typeof step.insert === 'string' ? step.insert.length : 1
}

/**
 * [TXT2] Where a caret at `offset` stands after somebody else's change.
 * @param side the neighbour it keeps: `before` leaves text that appears at the caret behind it, so that two people who
 *             type at one place do not get their letters mixed
 */
export function mapOffset(offset: number, delta: readonly DeltaStep[], side: Side = 'before'): number {
  let old = 0
  let mapped = offset
  for (const step of delta) {
    if (old > offset) break
    if (step.retain !== undefined) old += step.retain
    else if (step.delete !== undefined) {
      mapped -= Math.min(step.delete, Math.max(0, offset - old))
      old += step.delete
    } else if (old < offset || side === 'after') mapped += inserted(step)
  }
  return mapped
}

/** [TXT2] A selection after somebody else's change: it neither swallows what appears at its edges nor turns around. */
export function mapSelection(
  start: number,
  end: number,
  delta: readonly DeltaStep[],
): { readonly start: number; readonly end: number } {
  if (start === end) {
    const caret = mapOffset(start, delta)
    return { start: caret, end: caret }
  }
  const newStart = mapOffset(start, delta, 'after')
  return { start: newStart, end: Math.max(newStart, mapOffset(end, delta)) }
}

/**
 * [TXT3] A local change made on an older state, restated for the state after other people's change: their insertions
 * inside the replaced range stay, what they deleted is not deleted twice.
 * @param local one splice of the older state
 * @param delta what the others did since then
 * @returns splices of the newer state from the last to the first, to be applied in that order; the last one carries
 *          the inserted text
 */
export function rebaseSplice(local: Splice, delta: readonly DeltaStep[]): Splice[] {
  const end = local.at + local.remove
  const removals: Splice[] = []
  let old = 0
  let now = 0
  const keep = (length: number) => {
    const from = Math.max(old, local.at)
    const to = Math.min(old + length, end)
    if (to > from) removals.push({ at: now + from - old, remove: to - from, insert: '' })
    old += length
    now += length
  }
  for (const step of delta) {
    if (step.retain !== undefined) keep(step.retain)
    else if (step.delete !== undefined) old += step.delete
    else now += inserted(step)
  }
  if (old < end) keep(end - old)
  const insertAt = mapOffset(local.at, delta)
  const first = removals[0]
  if (first !== undefined && first.at === insertAt) removals[0] = { ...first, insert: local.insert }
  else if (local.insert !== '') removals.unshift({ at: insertAt, remove: 0, insert: local.insert })
  return removals.reverse()
}

/** [TXT3] The same for several deltas, one after the other. */
export function rebaseSplices(local: Splice, deltas: readonly (readonly DeltaStep[])[]): Splice[] {
  let splices = [local]
  for (const delta of deltas) {
    // What is removed at a place goes before what is inserted there, or it would remove the insertion.
    splices = splices
      .flatMap((splice) => rebaseSplice(splice, delta))
      .sort((a, b) => b.at - a.at || b.remove - a.remove)
  }
  return splices
}

/** [TXT4] The text with every half of a broken pair replaced by U+FFFD, as the wire would: replicas stay equal. */
export function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')
}

/**
 * [TXT5] Why a change of a text of `length` units to `next` units is refused; undefined when it is not. A text that
 * two people together made too long can still be shortened.
 */
export function lengthRefusal(length: number, next: number): string | undefined {
  if (next <= TEXT_MAX || next <= length) return undefined
  const count = (n: number) => n.toLocaleString('en-GB')
  return `This field holds at most ${count(TEXT_MAX)} characters and would have ${count(next)}. Nothing was changed: insert a shorter text, or put the long part into the narrative.`
}
