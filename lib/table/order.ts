import { compareKeys } from '@/lib/gsn/graph'
import type { Column, Row } from './column'

/** One column that rows are sorted by; the first counts most. */
export interface Sorting {
  readonly key: string
  readonly descending: boolean
}

/** Whether the cell says nothing: such rows come last, whichever way round. */
export function isEmpty<R extends Row>(column: Column<R>, row: R): boolean {
  return column.rank === undefined ? saysNothing(column, row) : column.rank(row) === undefined
}

/** Whether nothing is written in the cell: it is empty, or it only says what is missing. */
export function saysNothing<R extends Row>(column: Column<R>, row: R): boolean {
  const text = column.text(row)
  return text === '' || text === column.gap?.(row)
}

/** Compares two cells that say something, ascending. Numbers inside names compare as numbers. */
export function compareCells<R extends Row>(column: Column<R>, a: R, b: R): number {
  if (column.rank !== undefined) return (column.rank(a) ?? 0) - (column.rank(b) ?? 0)
  return naturally(column.text(a).toLowerCase(), column.text(b).toLowerCase())
}

/** `C7-ALOF-2` before `C7-ALOF-10`. */
export function naturally(a: string, b: string): number {
  if (a === b) return 0
  const [as, bs] = [a.split(/(\d+)/), b.split(/(\d+)/)]
  for (let i = 0; i < Math.min(as.length, bs.length); i++) {
    const [x, y] = [as[i] ?? '', bs[i] ?? '']
    const difference = i % 2 === 1 ? Number(x) - Number(y) : compareKeys(x, y)
    if (difference !== 0 && !Number.isNaN(difference)) return difference
  }
  return as.length - bs.length || compareKeys(a, b)
}

/**
 * The keys of lines in their new order, but with the held one where it was: behind the line it stood behind, else
 * behind the nearest one before that is still there, else first.
 * @param before the lines as they stood when the row was entered
 * @param fresh  the lines as they would stand now; the held one may be missing from it
 */
export function holdPlace(before: readonly string[], fresh: readonly string[], held: string): string[] {
  const at = before.indexOf(held)
  if (at < 0) return [...fresh]
  const others = fresh.filter((key) => key !== held)
  const where = new Map(others.map((key, index) => [key, index]))
  for (let i = at - 1; i >= 0; i--) {
    const found = where.get(before[i] ?? '')
    if (found !== undefined) return [...others.slice(0, found + 1), held, ...others.slice(found + 1)]
  }
  return [held, ...others]
}
