import type { Run, Table } from '@/lib/document/document'
import { type Ink, LEADING, putLine } from './draw-lines'
import { breakLines, type Line } from './lines'
import type { Box, Tag } from './pages'
import { type Put, putRuns } from './put-text'

const SIZE = 8.5
const STEP = SIZE * LEADING
const PAD = 4
const RULE = '#c6ccd2'
const HEAD_FILL = '#eef1f4'

interface Column {
  readonly x: number
  readonly w: number
}

/**
 * A table over as many pages as it needs: its head is repeated at the top of each (as decoration: it is read aloud
 * once), a row is kept on one page when it fits one, and broken between two lines when it does not.
 */
export function putTable(put: Put, table: Table): void {
  const { pages, root } = put
  const tag: Tag = { type: 'Table', parent: root }
  pages.ensure(6 * STEP)
  if (table.caption !== undefined && table.caption !== '') {
    putRuns(put, [{ text: table.caption, bold: true }], { tag: { type: 'Caption', parent: tag }, size: 9 })
    pages.skip(3)
  }
  const columns = columnsOf(pages.width, table)
  const headTag: Tag = { type: 'TR', parent: { type: 'THead', parent: tag } }
  const head = setRow(
    put,
    columns,
    table.head.map((text) => [{ text, bold: true as const }]),
  )
  const headHeight = heightOf(head)
  // A head that leaves no room for rows stands once.
  const repeats = headHeight < pages.whole / 3
  const drawHead = (cellTag: (column: number) => Tag | undefined) =>
    putPart(put, columns, head, 0, Number.POSITIVE_INFINITY, cellTag, HEAD_FILL)
  const headTags = columns.map((): Tag => ({ type: 'TH', parent: headTag, scope: 'Column' }))
  const body: Tag = { type: 'TBody', parent: tag }
  const first = table.rows[0] === undefined ? 0 : Math.min(heightOf(setRow(put, columns, table.rows[0])), 6 * STEP)
  if (repeats) {
    pages.ensure(headHeight + first)
    drawHead((column) => headTags[column])
  } else
    putRow(
      put,
      columns,
      head,
      (column) => headTags[column],
      () => {},
    )
  const again = () => {
    if (repeats) drawHead(() => undefined)
  }
  for (const row of table.rows) {
    const rowTag: Tag = { type: 'TR', parent: body }
    const tags = columns.map((): Tag => ({ type: 'TD', parent: rowTag }))
    putRow(put, columns, setRow(put, columns, row), (column) => tags[column], again)
  }
  pages.skip(10)
}

function columnsOf(width: number, { head, widths }: Table): readonly Column[] {
  const shares = head.map((_, column) => Math.max(widths?.[column] ?? 1, 0.01))
  const whole = shares.reduce((sum, share) => sum + share, 0)
  let x = 0
  return shares.map((share) => {
    const w = (width * share) / whole
    const column = { x, w }
    x += w
    return column
  })
}

function setRow(
  put: Put,
  columns: readonly Column[],
  cells: readonly (readonly Run[])[],
): readonly (readonly Line[])[] {
  return columns.map(({ w }, column) =>
    breakLines(cells[column] ?? [], { size: SIZE, width: w - 2 * PAD }, put.typeset),
  )
}

function heightOf(cells: readonly (readonly Line[])[]): number {
  return Math.max(1, ...cells.map((lines) => lines.length)) * STEP + 2 * PAD
}

function putRow(
  put: Put,
  columns: readonly Column[],
  cells: readonly (readonly Line[])[],
  tagOf: (column: number) => Tag | undefined,
  again: () => void,
): void {
  const { pages } = put
  const count = Math.max(1, ...cells.map((lines) => lines.length))
  let from = 0
  while (from < count) {
    const room = Math.floor((pages.bottom - pages.y - 2 * PAD) / STEP)
    const left = count - from
    if (left > room) {
      const fresh = pages.fresh
      const fitsNext = from === 0 && left * STEP + 2 * PAD <= pages.whole - 60
      if ((fitsNext || room < 2) && !fresh) {
        pages.next()
        again()
        if (fitsNext) {
          putPart(put, columns, cells, from, left, tagOf)
          return
        }
        continue
      }
    }
    const lines = Math.max(1, Math.min(left, room))
    putPart(put, columns, cells, from, lines, tagOf)
    from += lines
    if (from < count) {
      pages.next()
      again()
    }
  }
}

/** Some lines of a row, with its frame. */
function putPart(
  put: Put,
  columns: readonly Column[],
  cells: readonly (readonly Line[])[],
  from: number,
  most: number,
  tagOf: (column: number) => Tag | undefined,
  fill?: string,
): void {
  const { pages, typeset, target } = put
  const shown = Math.min(most, Math.max(1, ...cells.map((lines) => lines.length - from)))
  const height = shown * STEP + 2 * PAD
  const top = pages.y
  for (const { x, w } of columns) frame(put, { x: pages.left + x, y: top, w, h: height }, fill)
  for (const [column, { x }] of columns.entries()) {
    const tag = tagOf(column)
    const lines = (cells[column] ?? []).slice(from, from + shown)
    // An empty cell is a cell too: without it the next one would be read in its column.
    if (tag !== undefined && lines.length === 0) pages.add({ tag })
    for (const [index, line] of lines.entries()) {
      const ink: Ink = { size: SIZE, tag: tag ?? ARTIFACT, target: tag === undefined ? () => undefined : target }
      putLine(pages, typeset, line, pages.left + x + PAD, top + PAD + index * STEP, ink)
    }
  }
  pages.y = top + height
}

/** What is drawn under this tag is decoration. */
export const ARTIFACT: Tag = { type: 'Artifact' }

function frame(put: Put, { x, y, w, h }: Box, fill: string | undefined): void {
  put.pages.add({
    draw: (pdf) => {
      if (fill !== undefined) pdf.rect(x, y, w, h).fill(fill)
      pdf.lineWidth(0.5).strokeColor(RULE).rect(x, y, w, h).stroke()
    },
  })
}
