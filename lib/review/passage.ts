import * as Y from 'yjs'
import { narrativeName, narrativeOf, readText, textName, textOf } from '@/lib/case/ydoc'
import type { ElementId } from '@/lib/gsn/graph'
import type { Passage } from './entries'

/** The name of the narrative among the fields that a passage can stand in. */
export const NARRATIVE = 'narrative'

/** Where the marked words stand now, in UTF-16 units of the text; `exact` while they still read as they were marked. */
export interface Found {
  readonly start: number
  readonly end: number
  readonly exact: boolean
}

/** A text of the case as plain words. Blocks of a narrative stand on lines of their own. */
export function passageText(doc: Y.Doc, element: ElementId, field: string): string {
  if (field !== NARRATIVE) return readText(doc, element, field)
  return wordsOf(doc, element).text
}

/** Marks words of a plain text so that they are found again however the text around them moves. */
export function passageAt(text: Y.Text, field: string, start: number, end: number): Passage {
  const mark = (offset: number, assoc: number) =>
    JSON.stringify(Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, offset, assoc)))
  return { field, quote: text.toString().slice(start, end), start, end, from: mark(start, 0), to: mark(end, -1) }
}

/**
 * [REV18] Where the words of a passage stand now: where their marks lead, as long as something is left of them; else where
 * the very same words stand, if that is one place only.
 * @returns undefined when the words are gone
 */
export function resolvePassage(doc: Y.Doc, element: ElementId, passage: Passage): Found | undefined {
  const { field, quote } = passage
  const text = passageText(doc, element, field)
  const start = offsetOf(doc, element, field, passage.from)
  const end = offsetOf(doc, element, field, passage.to)
  if (start !== undefined && end !== undefined && start < end && end <= text.length) {
    return { start, end, exact: text.slice(start, end) === quote }
  }
  if (quote === '') return text === '' ? { start: 0, end: 0, exact: true } : undefined
  const found = text.startsWith(quote, passage.start) ? passage.start : onlyPlace(text, quote)
  return found === undefined ? undefined : { start: found, end: found + quote.length, exact: true }
}

/** Where `words` stand, when they stand there once. */
function onlyPlace(text: string, words: string): number | undefined {
  const first = text.indexOf(words)
  return first === -1 || text.indexOf(words, first + 1) !== -1 ? undefined : first
}

/** Marks come from people's browsers: what cannot be read or leads into another text is no mark. */
function offsetOf(doc: Y.Doc, element: ElementId, field: string, json: string | undefined): number | undefined {
  if (json === undefined) return undefined
  try {
    const mark = JSON.parse(json) as { tname?: unknown }
    const root = field === NARRATIVE ? narrativeName(element) : textName(element, field)
    // A position names the root itself only at the edges of a text; any other name would add a root to the document.
    if (!doc.share.has(root) || ('tname' in mark && mark.tname !== root)) return undefined
    const place = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(mark), doc)
    if (place === null) return undefined
    if (field !== NARRATIVE) return place.type === textOf(doc, element, field) ? place.index : undefined
    const piece = wordsOf(doc, element).pieces.find(({ node }) => node === place.type)
    return piece === undefined ? undefined : piece.start + place.index
  } catch {
    return undefined
  }
}

interface Piece {
  readonly node: Y.XmlText
  /** Where it starts in the words of the whole narrative. */
  readonly start: number
}

/** The words of a narrative, lines apart, and where each run of text stands in them. Mentions and breaks stand in a line. */
function wordsOf(doc: Y.Doc, element: ElementId): { readonly text: string; readonly pieces: readonly Piece[] } {
  if (!doc.share.has(narrativeName(element))) return { text: '', pieces: [] }
  const pieces: Piece[] = []
  let text = ''
  let begun = false
  const walk = (node: Y.XmlFragment): void => {
    const children = node.toArray()
    if (children.some((child) => child instanceof Y.XmlText || isInline(child))) {
      if (begun) text += '\n'
      begun = true
    }
    for (const child of children) {
      if (child instanceof Y.XmlText) {
        pieces.push({ node: child, start: text.length })
        text += (child.toDelta() as { insert: unknown }[])
          .map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC'))
          .join('')
      } else if (isInline(child)) text += inlineText(child.nodeName, child.getAttribute('label'))
      else if (child instanceof Y.XmlFragment) walk(child)
    }
  }
  walk(narrativeOf(doc, element))
  return { text, pieces }
}

function isInline(node: unknown): node is Y.XmlElement {
  return node instanceof Y.XmlElement && (node.nodeName === 'mention' || node.nodeName === 'hardBreak')
}

/** What stands for a node inside a line where a narrative is read as plain words. */
export function inlineText(name: string, label: unknown): string {
  return name === 'mention' ? `@${typeof label === 'string' ? label : ''}` : '\n'
}

/** A place inside one run of a narrative's text. */
export interface Spot {
  readonly node: Y.XmlText
  /** In UTF-16 units of the run. */
  readonly index: number
}

/**
 * Where words of a narrative stand in its runs of text.
 * @param start an offset in `passageText`, `end` as well
 * @returns undefined when no run holds them
 */
export function spotsOf(
  doc: Y.Doc,
  element: ElementId,
  { start, end }: Pick<Found, 'start' | 'end'>,
): { readonly from: Spot; readonly to: Spot } | undefined {
  const { pieces } = wordsOf(doc, element)
  // A word begins in the run that holds its first letter, and ends in the one that holds its last.
  const first = pieces.findLast((piece) => piece.start <= start)
  const last = pieces.findLast((piece) => piece.start < end || piece.start <= start)
  if (first === undefined || last === undefined) return undefined
  return { from: { node: first.node, index: start - first.start }, to: { node: last.node, index: end - last.start } }
}
