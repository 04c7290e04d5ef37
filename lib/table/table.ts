import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import type { Column, Row, TableName } from './column'
import type { FoundCounts } from './found'

/** What a reading needs besides the graph. */
export interface Around {
  readonly found: ReadonlyMap<ElementId, FoundCounts>
  /** The day by which dates are judged, YYYY-MM-DD. */
  readonly today: string
}

/** One reading of the case as a table. */
export interface Table<R extends Row = Row> {
  readonly name: TableName
  readonly title: string
  /** What it says and where its rows come from, in one sentence: stands at the head of a file. */
  readonly about: string
  /** What to do when there is no row at all. */
  readonly empty: string
  /** In the order in which they stand until somebody moves them. */
  readonly columns: readonly Column<R>[]
  /** The columns by which rows can be grouped. */
  readonly groups: readonly string[]
  /** All rows, in the order of the case. */
  rows(graph: CaseGraph, around: Around): readonly R[]
}

/**
 * Rows as they are now, with those that say the same as before kept: a row that is the same object need not be drawn
 * again.
 */
export function keepRows<R extends Row>(before: ReadonlyMap<string, R>, now: readonly R[]): readonly R[] {
  return now.map((row) => {
    const known = before.get(row.key)
    return known !== undefined && sameFacts(known, row) ? known : row
  })
}

function sameFacts(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((each, i) => Object.is(each, b[i]))
  }
  if (!isFacts(a) || !isFacts(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => {
    const [x, y] = [a[key], b[key]]
    // Elements are replaced when they change, so identity is enough for them; counts and lists are made anew.
    return (
      Object.is(x, y) ||
      (Array.isArray(x) && Array.isArray(y) && sameFacts(x, y)) ||
      (key === 'found' && sameFacts(x, y))
    )
  })
}

function isFacts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
