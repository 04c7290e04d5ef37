import type { Column, Row } from '@/lib/table/column'
import { NOTHING_FOUND } from '@/lib/table/found'

/** A row of three cells, for tables that are about nothing. */
export interface PlainRow extends Row {
  readonly name: string
  readonly score: number | undefined
  readonly due: string
}

export function plainRow(name: string, score?: number, due = ''): PlainRow {
  return { key: name, elements: [], found: NOTHING_FOUND, name, score, due }
}

export const PLAIN: readonly Column<PlainRow>[] = [
  { key: 'name', label: 'Name', type: 'text', width: 100, locked: true, text: ({ name }) => name },
  {
    key: 'score',
    label: 'Score',
    type: 'number',
    width: 60,
    text: ({ score }) => (score === undefined ? '' : String(score)),
    rank: ({ score }) => score,
  },
  { key: 'due', label: 'Due', type: 'date', width: 100, text: ({ due }) => due },
]

export function plain(key: string): Column<PlainRow> {
  const found = PLAIN.find((column) => column.key === key)
  if (found === undefined) throw new Error(`No column is called ${key}`)
  return found
}
