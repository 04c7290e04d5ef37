import { type Block, paragraph, plain, type Run, type Table } from './document'

export type Cell = readonly Run[]

/** A table, or a sentence in its place when there is nothing in it. */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly (string | Cell)[])[],
  none: string,
  widths?: readonly number[],
): Block {
  if (rows.length === 0) return paragraph(none)
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? plain(cell) : cell)))
  const table: Table = { kind: 'table', head, rows: cells }
  return widths === undefined ? table : { ...table, widths }
}
