import { describe, expect, it } from 'vitest'
import { type Column, filterRows, nextSorting, sortRows, toCsv } from '@/components/register/table-model'

interface Row {
  readonly name: string
  readonly score?: number
}

const columns: readonly Column<Row>[] = [
  { key: 'name', label: 'Name', width: 100, text: ({ name }) => name },
  { key: 'score', label: 'Score', width: 50, text: ({ score }) => String(score ?? ''), rank: ({ score }) => score },
]
const rows: readonly Row[] = [{ name: 'C7-ALOF-10', score: 4 }, { name: 'C7-ALOF-2' }, { name: 'C7-AUDT-1', score: 20 }]
const names = (list: readonly Row[]) => list.map(({ name }) => name)

describe('a register', () => {
  it('[UI11] sorts numbers in names as numbers, and puts what is missing last either way', () => {
    expect(names(sortRows(rows, columns, { key: 'name', descending: false }))).toEqual([
      'C7-ALOF-2',
      'C7-ALOF-10',
      'C7-AUDT-1',
    ])
    expect(names(sortRows(rows, columns, { key: 'score', descending: false }))).toEqual([
      'C7-ALOF-10',
      'C7-AUDT-1',
      'C7-ALOF-2',
    ])
    expect(names(sortRows(rows, columns, { key: 'score', descending: true }))).toEqual([
      'C7-AUDT-1',
      'C7-ALOF-10',
      'C7-ALOF-2',
    ])
  })

  it('[UI11] a third click on a heading gives the order of the case back', () => {
    const first = nextSorting(undefined, 'name')
    const second = nextSorting(first, 'name')
    expect([first, second, nextSorting(second, 'name')]).toEqual([
      { key: 'name', descending: false },
      { key: 'name', descending: true },
      undefined,
    ])
    expect(sortRows(rows, columns, undefined)).toBe(rows)
  })

  it('[UI11] keeps rows that hold every word, in whichever column', () => {
    expect(names(filterRows(rows, columns, '20 audt'))).toEqual(['C7-AUDT-1'])
    expect(filterRows(rows, columns, '  ')).toBe(rows)
  })

  it('[UI11] exports what is shown, with quotes doubled and formulas made harmless', () => {
    const text = toCsv([{ name: 'Say "no", then\nwait' }, { name: '=HYPERLINK("x")', score: 1 }], columns)
    expect(text).toBe('\uFEFFName,Score\r\n"Say ""no"", then\nwait",\r\n"\'=HYPERLINK(""x"")",1\r\n')
  })
})
