import type { FileAbout, FileCell, FileTable } from './table-file'

/** One cell as the workbook writer takes it (write-excel-file). */
export interface SheetCell {
  readonly value: string | number | Date
  readonly type: StringConstructor | NumberConstructor | DateConstructor
  readonly format?: string
  readonly wrap?: boolean
  readonly alignVertical?: 'top'
  readonly fontWeight?: 'bold'
  readonly backgroundColor?: string
  readonly textColor?: string
  /** Of the whole row, in points: every program is told, because not every one finds out by itself. */
  readonly height?: number
}

export interface Sheet {
  /** At most 31 letters. */
  readonly sheet: string
  readonly data: (SheetCell | null)[][]
  readonly columns: { width: number }[]
  readonly stickyRowsCount?: number
  readonly orientation?: 'landscape'
}

/** A cell of a workbook holds no more than this many UTF-16 code units. */
export const CELL_MAX = 32_767
const CUT = ' ... (cut here: a cell of a workbook holds no more; the CSV file holds all of it)'

const HEAD = { fontWeight: 'bold', backgroundColor: '#E9F0F9', textColor: '#1B2430' } as const
/** Pixels on screen for one letter of a column's width. */
const PIXELS_PER_LETTER = 7

/**
 * A workbook with the table, its heading row frozen; a sheet that says what it is, of which state, when and by whom; and
 * what its words mean, where that matters. Texts are texts, also those that look like formulas; days are days.
 */
export function toSheets(table: FileTable, about: FileAbout): readonly Sheet[] {
  const columns = table.columns.map(({ width }) => ({ width: Math.round(width / PIXELS_PER_LETTER) + 2 }))
  const sheets: Sheet[] = [
    {
      sheet: sheetName(table.title),
      data: [
        table.columns.map(({ label }) => ({ ...textCell(label), ...HEAD })),
        ...table.rows.map((cells) => tallEnough(cells.map(sheetCell), columns)),
      ],
      columns,
      stickyRowsCount: 1,
      orientation: 'landscape',
    },
    pairs('About this file', aboutRows(table, about)),
  ]
  if (table.legend.length > 0) sheets.push(pairs('Legend', table.legend))
  return sheets
}

/** Points of one line of text, and the tallest row that a workbook may have. */
const [LINE, TALLEST] = [15, 409]
const PAIR = [{ width: 34 }, { width: 90 }]

/** A row in which every text stands whole, as its words break at the widths of its columns. */
function tallEnough(cells: (SheetCell | null)[], columns: readonly { width: number }[]): (SheetCell | null)[] {
  const lines = cells.map((cell, index) => linesOf(cell?.value, columns[index]?.width ?? 10))
  const height = Math.min(TALLEST, LINE * Math.max(1, ...lines))
  const first = cells.findIndex((cell) => cell !== null)
  return height === LINE ? cells : cells.map((cell, index) => (cell && index === first ? { ...cell, height } : cell))
}

function linesOf(value: unknown, width: number): number {
  if (typeof value !== 'string') return 1
  // A width counts digits; letters are narrower, but words are not broken.
  return value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 0.85) / width)), 0)
}

function aboutRows(table: FileTable, about: FileAbout): readonly (readonly [string, string | number])[] {
  return [
    ['Case', about.caseTitle],
    ['Table', table.title],
    ['What it is', table.about],
    ['Rows', table.rows.length],
    ['Shown', about.shown ?? 'The whole table, with all columns'],
    about.seq === undefined
      ? (['State', 'As it stood on the device that wrote this file'] as const)
      : (['State: number of the last change', about.seq] as const),
    ['Written at (UTC)', about.at],
    ['Written for', about.by],
    ...(table.leftOut ?? []).map((sentence) => ['Left out', sentence] as const),
  ]
}

function pairs(name: string, rows: readonly (readonly [string, string | number])[]): Sheet {
  return {
    sheet: name,
    data: rows.map(([label, value]) =>
      tallEnough(
        [
          { ...textCell(label), fontWeight: 'bold' },
          typeof value === 'number' ? { value, type: Number } : textCell(value),
        ],
        PAIR,
      ),
    ),
    columns: PAIR,
  }
}

function sheetCell(cell: FileCell): SheetCell | null {
  if (cell === undefined) return null
  if (typeof cell === 'number') return { value: cell, type: Number, alignVertical: 'top' }
  if (typeof cell === 'string') return textCell(cell)
  return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd', alignVertical: 'top' }
}

function textCell(text: string): SheetCell {
  return { value: fitting(text), type: String, wrap: true, alignVertical: 'top' }
}

/** Cut to what a cell holds, never through the middle of a character, and saying so. */
function fitting(text: string): string {
  if (text.length <= CELL_MAX) return text
  const head = text.slice(0, CELL_MAX - CUT.length)
  return `${/[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head}${CUT}`
}

function sheetName(title: string): string {
  return title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)
}
