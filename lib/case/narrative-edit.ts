import type * as Y from 'yjs'

interface Run {
  readonly insert: unknown
  readonly attributes?: Record<string, unknown>
}

/**
 * Replaces letters of a run of a narrative. The new ones take the form (bold, italic, links and so on) of the first letter
 * that they replace, or of the one before them where nothing is replaced. Call it in a transaction with an origin.
 * @param at     in UTF-16 units of the run
 * @param remove how many units go
 */
export function replaceWords(text: Y.XmlText, at: number, remove: number, words: string): void {
  if (at < 0 || remove < 0 || at + remove > text.length) throw new RangeError('The words lie outside of the text.')
  const form = formAt(text, remove > 0 ? at : at - 1)
  if (remove > 0) text.delete(at, remove)
  if (words !== '') text.insert(at, words, form)
}

function formAt(text: Y.XmlText, index: number): Record<string, unknown> {
  let passed = 0
  for (const { insert, attributes } of text.toDelta() as Run[]) {
    passed += typeof insert === 'string' ? insert.length : 1
    if (index < passed) return attributes ?? {}
  }
  return {}
}
