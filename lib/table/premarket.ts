import type { DocumentPart } from '@/lib/context/documents'
import { type PremarketRow as Document, premarketDocuments } from '@/lib/reading/premarket'
import type { Column, Row } from './column'
import { foundColumn } from './common-columns'
import { sumFound } from './found'
import type { Table } from './table'

export interface PremarketRow extends Row {
  readonly document: Document
  /** How much of it is filled, such as "3 of 5". */
  readonly share: string
  readonly filledBy: string
  readonly open: string
}

/** How far a case gets with an element, in words. */
export const PREMARKET_STATES: Readonly<Record<Document['state'], string>> = {
  filled: 'Filled',
  open: 'Partly filled',
  missing: 'Nothing yet',
  elsewhere: 'Stands elsewhere',
}
const RANKS: readonly Document['state'][] = ['missing', 'open', 'elsewhere', 'filled']

export const PRODUCES: Readonly<Record<Document['produces'], string>> = {
  yes: 'The case makes it',
  partly: 'The case makes a part of it',
  attached: 'Attached as evidence',
  referenced: 'The case refers to it',
  no: 'Not part of a case',
}

const COLUMNS: readonly Column<PremarketRow>[] = [
  { key: 'name', label: 'Element', type: 'text', width: 84, locked: true, text: (row) => row.key },
  { key: 'title', label: 'Title', type: 'text', width: 240, text: (row) => row.document.title },
  {
    key: 'state',
    label: 'State',
    type: 'choice',
    width: 116,
    text: (row) => PREMARKET_STATES[row.document.state],
    rank: (row) => RANKS.indexOf(row.document.state),
    gap: (row) => (row.document.state === 'missing' ? 'Nothing yet' : undefined),
  },
  { key: 'share', label: 'Filled', type: 'text', width: 84, text: (row) => row.share },
  { key: 'open', label: 'Still to fill', type: 'text', width: 180, text: (row) => row.open },
  {
    key: 'produces',
    label: 'What a case does for it',
    type: 'choice',
    width: 150,
    text: (row) => PRODUCES[row.document.produces],
  },
  { key: 'how', label: 'What fills it', type: 'text', width: 280, text: (row) => row.document.how },
  { key: 'section', label: 'Section of the guidance', type: 'text', width: 130, text: (row) => row.document.section },
  { key: 'filledBy', label: 'Filled by', type: 'text', width: 180, text: (row) => row.filledBy },
  foundColumn(),
]

/** [PRE1] The documents of a premarket submission with what in the case fills each. */
export const PREMARKET: Table<PremarketRow> = {
  name: 'premarket',
  title: 'Premarket documentation',
  about:
    'The cybersecurity documents that the FDA guidance of 27 June 2025 asks for, and the elements of the case that fill them. How far a case gets with each is a proposal of this project.',
  empty: 'No document is asked for.',
  columns: COLUMNS,
  groups: ['state', 'produces'],
  rows: (graph, { found }) =>
    premarketDocuments(graph).map((document): PremarketRow => {
      const { id, parts } = document
      const elements = [...new Set(parts.map(({ element }) => element))]
      const first = elements[0]
      const filled = parts.filter((part) => part.filled)
      return {
        key: id,
        ...(first === undefined ? {} : { element: first }),
        elements,
        found: sumFound(found, elements),
        document,
        share: parts.length === 0 ? '' : `${filled.length} of ${parts.length}`,
        filledBy: namesOf(filled),
        open: namesOf(parts.filter((part) => !part.filled)),
      }
    }),
}

function namesOf(parts: readonly DocumentPart[]): string {
  return [...new Set(parts.map(({ name }) => name))].join(', ')
}
