import { valueWords } from '@/lib/agreement/difference'
import { isMatrixField } from '@/lib/agreement/view-risk'
import { facetOf, fieldsOf } from '@/lib/case/fields'
import type { Cell } from '@/lib/document/table-of'
import type { Element } from '@/lib/gsn/graph'

/** A name in bold with words below it. */
export function named(name: string, more = ''): Cell {
  return more === '' ? [{ text: name, bold: true }] : [{ text: name, bold: true }, { text: `\n${more}` }]
}

/** Words, or what stands where nobody has written any. */
export function said(text: string, none = 'Not written yet'): Cell {
  return text.trim() === '' ? [{ text: none, italic: true }] : [{ text }]
}

/** A field's value in words, whatever its type; '' where nothing is said. */
export function fieldWords(element: Element, name: string): string {
  return fieldsOf(facetOf(element))[name]?.type === 'text'
    ? (element.texts[name] ?? '').trim()
    : valueWords(element, name)
}

/** Every field of an element that says something, as "label: value": short ones in one line, each text in its own. */
export function factLines(element: Element): string[] {
  const short: string[] = []
  const long: string[] = []
  for (const [name, field] of Object.entries(fieldsOf(facetOf(element)))) {
    const words = isMatrixField(name) ? '' : fieldWords(element, name)
    if (words !== '') (field.type === 'text' ? long : short).push(`${field.label}: ${words}`)
  }
  return [...(short.length === 0 ? [] : [short.join(' · ')]), ...long]
}

/** "1 risk", "3 risks". */
export function count(n: number, word: string, words = `${word}s`): string {
  return `${n} ${n === 1 ? word : words}`
}
