import fc from 'fast-check'
import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { type FileCell, type FileTable, fileName, fileTable, toCsv } from '@/lib/exchange/table-file'
import { CELL_MAX, toSheets } from '@/lib/exchange/table-workbook'
import type { Table } from '@/lib/table/table'
import { PLAIN, plain, plainRow } from '../table/rows'

const TABLE: Table = {
  name: 'register',
  title: 'Plain things',
  about: 'Things that are plain.',
  empty: 'None.',
  groups: [],
  columns: PLAIN as Table['columns'],
  rows: () => [],
}
const ABOUT = { caseTitle: 'Ward pump', at: '2026-11-21T12:00:00.000Z', by: 'Maria Vogel', seq: 42 }

function of(rows: readonly (readonly FileCell[])[]): FileTable {
  return {
    title: 'Plain things',
    about: 'Things that are plain.',
    columns: PLAIN.map(({ label, type, width }) => ({ label, type, width })),
    rows,
    legend: [],
  }
}

const written = (table: FileTable) => writeXlsxFile([...toSheets(table, ABOUT)]).toBuffer()

describe('a table as CSV', () => {
  it('[SHT1] begins with a byte order mark, doubles quotes and keeps line breaks', () => {
    expect(toCsv(of([['Say "no", then\nwait', 4, { day: '2026-12-01' }]]))).toBe(
      '\uFEFFName,Score,Due\r\n"Say ""no"", then\nwait",4,2026-12-01\r\n',
    )
  })

  it.each(['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1+1', '\n@x'])(
    '[SHT1] shows %j as text instead of running it',
    (text) => {
      const cells = Papa.parse<string[]>(toCsv(of([[text, -1, undefined]])).slice(1)).data[1]
      expect(cells).toEqual([`'${text}`, '-1', ''])
    },
  )

  it('[SHT1] reads back as it was written, whatever anybody types', () => {
    const anything = fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.integer(), fc.string()), { minLength: 1 })
    fc.assert(
      fc.property(anything, (rows) => {
        const read = Papa.parse<string[]>(toCsv(of(rows)).slice(1), { newline: '\r\n' }).data.slice(1, -1)
        const plainly = read.map((cells) =>
          cells.map((text) => text.replace(/^'(?=[\s\uFEFF]*[=+\-@＝＋－＠]|[\t\r\n])/, '')),
        )
        const asked = rows.map((cells) =>
          cells.map((text) => String(text).replace(/^'(?=[\s\uFEFF]*[=+\-@＝＋－＠]|[\t\r\n])/, '')),
        )
        expect(plainly).toEqual(asked)
      }),
    )
  })
})

describe('a table as a workbook', () => {
  it('[SHT2] holds numbers as numbers, days as days and formulas as text', async () => {
    const rows = await readSheet(
      await written(
        of([
          ['=1+1 <script> & "x"', 4, { day: '2026-12-01' }],
          ['b', undefined, undefined],
        ]),
      ),
    )
    expect(rows).toEqual([
      ['Name', 'Score', 'Due'],
      ['=1+1 <script> & "x"', 4, new Date('2026-12-01T00:00:00Z')],
      ['b', null, null],
    ])
  })

  it('[SHT2] says of which case and state it is, when and for whom', async () => {
    const rows = await readSheet(await written(of([])), 'About this file')
    expect(Object.fromEntries(rows as [string, unknown][])).toEqual({
      Case: 'Ward pump',
      Table: 'Plain things',
      'What it is': 'Things that are plain.',
      Rows: 0,
      Shown: 'The whole table, with all columns',
      'State: number of the last change': 42,
      'Written at (UTC)': '2026-11-21T12:00:00.000Z',
      'Written for': 'Maria Vogel',
    })
  })

  it('[SHT2] freezes the heading and survives letters that XML cannot hold', async () => {
    const sheets = toSheets(of([['a\u0000b\u000b', undefined, undefined]]), ABOUT)
    expect(sheets[0]?.stickyRowsCount).toBe(1)
    const rows = await readSheet(await writeXlsxFile([...sheets]).toBuffer())
    expect(rows[1]?.[0]).toBe('ab')
  })

  it('[SHT3] cuts a text of 100,000 characters with a note, never through a character', async () => {
    const rows = await readSheet(await written(of([['😀'.repeat(50_000), undefined, undefined]])))
    const text = String(rows[1]?.[0])
    expect(text.length).toBeLessThanOrEqual(CELL_MAX)
    expect(text).toMatch(/😀 \.\.\. \(cut here: .* the CSV file holds all of it\)$/u)
  })
})

describe('a file of a table', () => {
  const rows = [plainRow('a', 1, '2026-12-01'), plainRow('b')]

  it('[SHT4] holds the columns that were asked for, and those that nobody can put away', () => {
    const file = fileTable(TABLE, [plain('score')] as Table['columns'], rows)
    expect(file.columns.map(({ label }) => label)).toEqual(['Score', 'Name'])
    expect(file.rows).toEqual([
      [1, 'a'],
      [undefined, 'b'],
    ])
    expect(fileTable(TABLE, TABLE.columns, rows).rows[0]).toEqual(['a', 1, { day: '2026-12-01' }])
  })

  it('[SHT4] has a name that any disk takes', () => {
    expect(fileName('Ward pump / "West"', 'Risk register', 'csv')).toBe('ward-pump-west-risk-register.csv')
    expect(fileName('泵', '..', 'xlsx')).toBe('table.xlsx')
  })
})
