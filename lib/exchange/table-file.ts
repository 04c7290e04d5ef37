import { isDate } from '@/lib/case/fields'
import type { CellType, Column, Row } from '@/lib/table/column'
import { BASIS_LEGEND } from '@/lib/table/common-columns'
import type { Table } from '@/lib/table/table'

/** A day that a spreadsheet is to know as a day: YYYY-MM-DD. */
export interface Day {
  readonly day: string
}
export type FileCell = string | number | Day | undefined

/** A table on its way into a file. */
export interface FileTable {
  readonly title: string
  readonly about: string
  readonly columns: readonly { readonly label: string; readonly type: CellType; readonly width: number }[]
  readonly rows: readonly (readonly FileCell[])[]
  /** What words in it mean; stands beside the table in a workbook. */
  readonly legend: readonly (readonly [string, string])[]
  /** [FOR3] What its audience does not get, in sentences. */
  readonly leftOut?: readonly string[]
}

/** Where a file comes from. */
export interface FileAbout {
  readonly caseTitle: string
  /** ISO 8601, UTC. */
  readonly at: string
  readonly by: string
  /** The number of the last change it holds; absent where the device wrote it without asking the server. */
  readonly seq?: number
  /** What was filtered and sorted, in words; absent for the whole table. */
  readonly shown?: string
}

/**
 * The cells of a table for a file. Locked columns are part of every file: where a control comes from cannot be left out.
 * @param columns those to write, in order; all columns of the table for the whole of it
 */
export function fileTable(table: Table, columns: readonly Column[], rows: readonly Row[]): FileTable {
  const locked = table.columns.filter((column) => column.locked === true && !columns.includes(column))
  const written = [...columns, ...locked]
  return {
    title: table.title,
    about: table.about,
    columns: written.map(({ label, type, width }) => ({ label, type, width })),
    rows: rows.map((row) => written.map((column) => cellOf(column, row))),
    legend: written.some(({ key }) => key === 'basis') ? BASIS_LEGEND : [],
  }
}

function cellOf(column: Column, row: Row): FileCell {
  const text = column.text(row)
  if (column.type === 'number') return column.rank?.(row) ?? (text === '' ? undefined : text)
  if (column.type === 'date' && isDate(text)) return { day: text }
  return text === '' ? undefined : text
}

/** What a spreadsheet would run as a formula, also behind blanks and in full width. */
const FORMULA = /^[\s\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/

/**
 * RFC 4180 with a byte order mark, so that spreadsheets read the letters right. Text that a spreadsheet would run as a
 * formula gets an apostrophe in front, which shows it as text. What is left out stands below the rows.
 */
export function toCsv(table: FileTable): string {
  const left = (table.leftOut ?? []).map((sentence) => [sentence])
  const lines = [table.columns.map(({ label }) => label), ...table.rows, ...left]
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`
}

function csvCell(cell: FileCell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const text = typeof cell === 'string' ? cell : cell.day
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A name for the file that any disk takes: `ward-pump-risk-register.csv`. */
export function fileName(caseTitle: string, title: string, ending: string): string {
  const plain = (words: string) =>
    words
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60)
  return `${[plain(caseTitle), plain(title)].filter(Boolean).join('-') || 'table'}.${ending}`
}
