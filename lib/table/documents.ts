import { SUPPORTING_DOCUMENTS } from '@/catalog/documents'
import { documentChecklist } from '@/lib/reading/documents'
import type { Column, Row } from './column'
import { foundColumn } from './common-columns'
import { sumFound } from './found'
import type { Table } from './table'

export interface DocumentsRow extends Row {
  readonly title: string
  readonly holds: string
  readonly filledBy: string
  readonly open: string
  readonly state: 'Filled' | 'Partly filled' | 'Nothing yet'
}

const STATES = ['Nothing yet', 'Partly filled', 'Filled'] as const
const HOLDS: ReadonlyMap<string, string> = new Map(SUPPORTING_DOCUMENTS.map(({ id, holds }) => [id, holds]))

const COLUMNS: readonly Column<DocumentsRow>[] = [
  { key: 'name', label: 'Document', type: 'text', width: 100, locked: true, text: (row) => row.key },
  { key: 'title', label: 'Title', type: 'text', width: 220, text: (row) => row.title },
  { key: 'holds', label: 'What it holds', type: 'text', width: 300, text: (row) => row.holds },
  {
    key: 'state',
    label: 'State',
    type: 'choice',
    width: 116,
    text: (row) => row.state,
    rank: (row) => STATES.indexOf(row.state),
    gap: (row) => (row.state === 'Nothing yet' ? 'Nothing yet' : undefined),
  },
  { key: 'filledBy', label: 'Filled by', type: 'text', width: 180, text: (row) => row.filledBy },
  { key: 'open', label: 'Still to fill', type: 'text', width: 160, text: (row) => row.open },
  foundColumn(),
]

/** The ten supporting documents with what fills each. */
export const DOCUMENTS: Table<DocumentsRow> = {
  name: 'documents',
  title: 'Supporting documents',
  about: 'The ten supporting documents of IEC TR 80001-2-9 and the elements of the case that fill them.',
  empty: 'No document is asked for.',
  columns: COLUMNS,
  groups: ['state'],
  rows: (graph, { found }) =>
    documentChecklist(graph).map((row): DocumentsRow => {
      const names = (ids: readonly string[]) => ids.flatMap((id) => graph.elements.get(id)?.name ?? []).join(', ')
      const elements = [...row.open, ...row.filledBy]
      const element = elements[0]
      return {
        key: row.id,
        ...(element === undefined ? {} : { element }),
        elements,
        found: sumFound(found, elements),
        title: row.title,
        holds: HOLDS.get(row.id) ?? '',
        filledBy: names(row.filledBy),
        open: names(row.open),
        state: row.filledBy.length === 0 ? 'Nothing yet' : row.open.length > 0 ? 'Partly filled' : 'Filled',
      }
    }),
}
