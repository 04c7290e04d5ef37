import type { Column, Row } from './column'
import { saysNothing } from './order'

/** What one column asks for: words, a comparison, or exactly one of its values. */
export type Query = string

const COMPARISON = /^(<=|>=|<|>|=)\s*(.*)$/
const RANGE = '..'
/** Asks for cells in which nothing is said. */
const NOTHING = /^\(?(empty|nothing)\)?$/i

/**
 * Whether a cell is what its column asks for. A choice asks for exactly its value; a number or a day may be compared
 * (`>= 12`, `< 2027-01-01`, `1 .. 4`); everything else holds every word in any order. An unfinished comparison keeps
 * every row.
 */
export function matches<R extends Row>(column: Column<R>, row: R, query: Query): boolean {
  const wanted = query.trim()
  if (wanted === '') return true
  const text = column.text(row)
  if (column.type === 'choice') return (text === '' ? NOTHING_SAID : text) === wanted
  if (NOTHING.test(wanted)) return saysNothing(column, row)
  if (column.type === 'number' || column.type === 'date') {
    const asked = comparisonOf(wanted)
    if (asked !== undefined) return asked.every(({ sign, value }) => compares(column, row, sign, value))
  }
  return holdsWords(text, wanted)
}

/** How a choice that nobody has made is called in filters and groups. */
export const NOTHING_SAID = 'Not said yet'

/** Whether the columns together hold every word, in any order. */
export function matchesAnywhere<R extends Row>(columns: readonly Column<R>[], row: R, words: string): boolean {
  if (words.trim() === '') return true
  return holdsWords(columns.map((column) => column.text(row)).join('\n'), words)
}

function holdsWords(text: string, words: string): boolean {
  const held = text.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => held.includes(word))
}

interface Comparison {
  readonly sign: string
  readonly value: string
}

function comparisonOf(query: string): readonly Comparison[] | undefined {
  const dots = query.indexOf(RANGE)
  if (dots >= 0) {
    const from = query.slice(0, dots).trimEnd()
    const to = query.slice(dots + RANGE.length).trim()
    return [
      { sign: '>=', value: from },
      { sign: '<=', value: to },
    ].filter(({ value }) => value !== '')
  }
  const [, sign, value = ''] = COMPARISON.exec(query) ?? []
  if (sign === undefined) return undefined
  return value === '' ? [] : [{ sign, value }]
}

function compares<R extends Row>(column: Column<R>, row: R, sign: string, value: string): boolean {
  const [a, b] = column.type === 'number' ? [column.rank?.(row), Number(value)] : [dayOf(column.text(row)), value]
  if (a === undefined || a === '') return false
  switch (sign) {
    case '<':
      return a < b
    case '<=':
      // Up to a month or a year means up to its end.
      return a <= b || (typeof a === 'string' && a.startsWith(String(b)))
    case '>':
      return a > b && !(typeof a === 'string' && a.startsWith(String(b)))
    case '>=':
      return a >= b
    default:
      return typeof a === 'string' ? a.startsWith(String(b)) : a === b
  }
}

function dayOf(text: string): string {
  return text.slice(0, 10)
}
