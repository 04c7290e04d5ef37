import { naturally } from '@/lib/pattern/readings'

/** One column of a register. `text` is what is shown, filtered, sorted and exported. */
export interface Column<R> {
  readonly key: string
  readonly label: string
  /** Pixels; `grow` shares out what is left. */
  readonly width: number
  readonly grow?: number
  readonly text: (row: R) => string
  /** For columns that sort by number; rows without one come last. */
  readonly rank?: (row: R) => number | undefined
  readonly align?: 'right'
}

export interface Sorting {
  readonly key: string
  readonly descending: boolean
}

/** Ascending, then descending, then the document's own order again. */
export function nextSorting(now: Sorting | undefined, key: string): Sorting | undefined {
  if (now?.key !== key) return { key, descending: false }
  return now.descending ? undefined : { key, descending: true }
}

/** Rows that hold every word of the filter in any of their columns, in any order. */
export function filterRows<R>(rows: readonly R[], columns: readonly Column<R>[], filter: string): readonly R[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const text = columns
      .map((column) => column.text(row))
      .join('\n')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Stable: equal rows keep the document's order. Empty cells come last in both directions. */
export function sortRows<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  sorting: Sorting | undefined,
): readonly R[] {
  const column = columns.find(({ key }) => key === sorting?.key)
  if (sorting === undefined || column === undefined) return rows
  const sign = sorting.descending ? -1 : 1
  const { rank, text } = column
  const keyed = rows.map((row, index) => ({ row, index, rank: rank?.(row), text: rank === undefined ? text(row) : '' }))
  keyed.sort((a, b) => {
    if (rank !== undefined) {
      if (a.rank === undefined || b.rank === undefined) {
        return Number(a.rank === undefined) - Number(b.rank === undefined) || a.index - b.index
      }
      return sign * (a.rank - b.rank) || a.index - b.index
    }
    if (a.text === '' || b.text === '') return Number(a.text === '') - Number(b.text === '') || a.index - b.index
    return sign * naturally(a.text.toLowerCase(), b.text.toLowerCase()) || a.index - b.index
  })
  return keyed.map(({ row }) => row)
}

/** RFC 4180 with a byte order mark, so that spreadsheets read the letters right. Formulas are made harmless. */
export function toCsv<R>(rows: readonly R[], columns: readonly Column<R>[]): string {
  const line = (cells: readonly string[]) => cells.map(csvCell).join(',')
  const lines = [
    line(columns.map(({ label }) => label)),
    ...rows.map((row) => line(columns.map(({ text }) => text(row)))),
  ]
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function csvCell(text: string): string {
  // A cell that a spreadsheet would run as a formula is shown as text instead.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
