import type { Side } from '@/lib/access/policy'
import { isStored, judgementOf, QUESTIONS } from '@/lib/evidence/standing'
import type { Element } from '@/lib/gsn/graph'
import { evidenceList } from '@/lib/reading/evidence-list'
import type { Column, Row } from './column'
import { capabilityColumn, foundColumn, statementColumn, withGap } from './common-columns'
import { DEADLINES, type Deadline, deadlineOf } from './deadline'
import { fieldColumn, spareColumns } from './field-column'
import { sumFound } from './found'
import type { Table } from './table'

export interface EvidenceRow extends Row {
  readonly name: string
  readonly capability: string
  readonly evidence: Element
  /** The names of the claims that rest on it. */
  readonly claims: string
  readonly review: Deadline
}

const evidence = (row: EvidenceRow) => row.evidence

/** What a file says of itself: written with the file, not by hand. */
function fileColumn(name: 'fileName' | 'fileSize' | 'fileType', spare: boolean): Column<EvidenceRow> {
  const { field: _field, ...column } = fieldColumn('evidence', name, evidence, { spare })
  return column
}

/** A side's answers in one line: "Adequate, not necessary". */
function judgementColumn(owner: Side): Column<EvidenceRow> {
  return {
    key: owner === 'mdm' ? 'viewMdm' : 'viewHdo',
    label: owner === 'mdm' ? "Manufacturer's judgement" : "Hospital's judgement",
    type: 'text',
    width: 150,
    text: (row) => {
      const { answers } = judgementOf(row.evidence, owner)
      const said = QUESTIONS.filter((question) => answers[question] !== '')
      const words = said.map((question) => (answers[question] === 'yes' ? question : `not ${question}`)).join(', ')
      return words.charAt(0).toUpperCase() + words.slice(1)
    },
  }
}

const side = fieldColumn('evidence', 'side', evidence, { width: 124 })
const reviewBy = fieldColumn('evidence', 'reviewBy', evidence, { width: 118 })

const sha256 = fieldColumn('evidence', 'sha256', evidence, { label: 'SHA-256', width: 120 })

const COLUMNS: readonly Column<EvidenceRow>[] = [
  { key: 'name', label: 'Evidence', type: 'text', width: 124, locked: true, text: (row) => row.name },
  capabilityColumn((row) => row.capability, true),
  statementColumn('What it is', evidence, { width: 200 }),
  fieldColumn('evidence', 'evidenceKind', evidence, { label: 'Kind', width: 116 }),
  withGap(side, (row) => (side.text(row) === '' ? 'Nobody named' : undefined)),
  fieldColumn('evidence', 'version', evidence, { width: 84 }),
  fieldColumn('evidence', 'effective', evidence, { width: 112 }),
  {
    ...reviewBy,
    gap: (row) => (row.review === 'Overdue' ? 'Review overdue' : undefined),
    group: (row) => (row.review === 'Overdue' ? 'Review overdue' : row.review),
    groupRank: (row) => DEADLINES.indexOf(row.review),
  },
  fieldColumn('evidence', 'confidentiality', evidence, { width: 140 }),
  {
    key: 'claims',
    label: 'What rests on it',
    type: 'text',
    width: 150,
    text: (row) => row.claims || 'Nothing rests on it',
    gap: (row) => (row.claims === '' ? 'Nothing rests on it' : undefined),
  },
  judgementColumn('mdm'),
  judgementColumn('hdo'),
  fileColumn('fileName', false),
  {
    ...sha256,
    field: (row) => (isStored(row.evidence) ? undefined : sha256.field?.(row)),
  },
  foundColumn(),
  fileColumn('fileSize', true),
  fileColumn('fileType', true),
]

/** Every piece of evidence in the argument, and what rests on it. */
export const EVIDENCE: Table<EvidenceRow> = {
  name: 'evidence',
  title: 'Evidence list',
  about: 'Every piece of evidence that the case argues with, whose it is, how long it holds, and what rests on it.',
  empty: 'No evidence yet. Open a control or a claim and add its evidence there.',
  columns: [...COLUMNS, ...spareColumns('evidence', evidence, COLUMNS)],
  groups: ['side', 'evidenceKind', 'reviewBy', 'confidentiality', 'capability'],
  rows: (graph, { found, today }) =>
    evidenceList(graph).map(
      ({ evidence: element, name, capability, claimNames }): EvidenceRow => ({
        key: element.id,
        element: element.id,
        elements: [element.id],
        found: sumFound(found, [element.id]),
        name,
        capability,
        evidence: element,
        claims: claimNames.join(', '),
        review: deadlineOf(String(element.fields.reviewBy ?? ''), today),
      }),
    ),
}
