import { CONTROL_STATES, type ControlState, controlState } from '@/lib/control/duty'
import type { Element } from '@/lib/gsn/graph'
import { type Gap, traceMatrix } from '@/lib/reading/trace-matrix'
import type { Column, Row } from './column'
import { basisColumn, capabilityColumn, foundColumn, responsibleColumn, statementColumn } from './common-columns'
import { fieldColumn } from './field-column'
import { sumFound } from './found'
import type { Table } from './table'

export interface MatrixRow extends Row {
  readonly capability: string
  readonly risk: Element | undefined
  readonly scenario: Element | undefined
  readonly control: Element | undefined
  readonly evidence: readonly Element[]
  readonly gaps: readonly Gap[]
}

/** A gap in words. The column in which it stands says the same. */
export const GAP_WORDS: Readonly<Record<Gap, string>> = {
  'no-risk': 'No risk yet',
  'no-control': 'No control yet',
  'no-evidence': 'No evidence yet',
  'no-side': 'Nobody named',
}

const risk = (row: MatrixRow) => row.risk
const control = (row: MatrixRow) => row.control

function threatField({ risk: element }: MatrixRow): 'threat' | 'vulnerability' {
  const { threat = '', vulnerability = '' } = element?.texts ?? {}
  return threat === '' && vulnerability !== '' ? 'vulnerability' : 'threat'
}

function gapOf(gap: Gap): (row: MatrixRow) => string | undefined {
  return ({ gaps }) => (gaps.includes(gap) ? GAP_WORDS[gap] : undefined)
}

/** From refused to verified, as the work goes on. */
const STATES: readonly ControlState[] = ['refused', 'proposed', 'accepted', 'started', 'implemented', 'verified']

const evidenceGap = gapOf('no-evidence')

const COLUMNS: readonly Column<MatrixRow>[] = [
  {
    key: 'name',
    label: 'Trace',
    help: 'The control, or the risk that has none',
    type: 'text',
    width: 124,
    locked: true,
    text: (row) => row.control?.name ?? row.risk?.name ?? row.capability,
  },
  capabilityColumn((row) => row.capability),
  { key: 'riskName', label: 'Risk', type: 'text', width: 112, spare: true, text: (row) => row.risk?.name ?? '' },
  {
    key: 'threatOrVulnerability',
    label: 'Threat or vulnerability',
    type: 'text',
    width: 150,
    text: (row) => gapOf('no-risk')(row) ?? (row.risk?.texts[threatField(row)] || row.risk?.statement || ''),
    gap: gapOf('no-risk'),
    field: (row) =>
      row.risk === undefined ? undefined : { element: row.risk.id, facet: 'risk', field: threatField(row) },
  },
  fieldColumn('scenario', 'cause', (row: MatrixRow) => row.scenario, { width: 130 }),
  statementColumn('Control', control, { key: 'control', width: 150, gap: GAP_WORDS['no-control'] }),
  basisColumn(control),
  {
    key: 'evidence',
    label: 'Evidence',
    type: 'text',
    width: 130,
    text: (row) => evidenceGap(row) ?? row.evidence.map(({ name, statement }) => statement || name).join('; '),
    gap: evidenceGap,
  },
  responsibleColumn(control),
  {
    key: 'gaps',
    label: 'Gaps',
    type: 'number',
    width: 76,
    text: ({ gaps }) => String(gaps.length),
    rank: ({ gaps }) => gaps.length,
    group: ({ gaps }) => (gaps.length === 0 ? 'No gap' : gaps.map((gap) => GAP_WORDS[gap]).join(', ')),
  },
  foundColumn(),
  fieldColumn('control', 'standard', control, { width: 130 }),
  fieldColumn('control', 'ref', control, { width: 92 }),
  { key: 'evidenceName', label: 'Evidence names', type: 'text', width: 130, spare: true, text: evidenceNames },
  fieldColumn('risk', 'treatment', risk, { spare: true }),
  fieldColumn('control', 'title', control, { spare: true }),
  fieldColumn('control', 'controlType', control, { spare: true }),
  {
    key: 'state',
    label: 'State',
    help: 'As far as the side that is furthest behind',
    type: 'choice',
    width: 110,
    spare: true,
    text: (row) => (row.control === undefined ? '' : CONTROL_STATES[controlState(row.control)]),
    rank: (row) => (row.control === undefined ? undefined : STATES.indexOf(controlState(row.control))),
  },
]

function evidenceNames({ evidence }: MatrixRow): string {
  return evidence.map(({ name }) => name).join('; ')
}

/** The traceability matrix: one row per control, and one per risk that has none. */
export const MATRIX: Table<MatrixRow> = {
  name: 'matrix',
  title: 'Traceability matrix',
  about: 'From capability over threat or vulnerability, cause, control and evidence to the responsible side.',
  empty: 'No risk to trace yet. Decide a capability as required, then add its risks.',
  columns: COLUMNS,
  groups: ['capability', 'riskName', 'responsible', 'basis', 'gaps', 'state'],
  rows: (graph, { found }) =>
    traceMatrix(graph).map((row): MatrixRow => {
      const scenario =
        row.risk &&
        graph
          .contexts(row.risk.id)
          .map((id) => graph.elements.get(id))
          .find((each) => each?.facet === 'scenario')
      // A capability without any risk leads to its claim.
      const head = graph.elements.get(`C2-${row.capability}`)
      const elements = [
        row.control,
        ...row.evidence,
        ...(row.control !== undefined ? [] : row.risk === undefined ? [head] : [row.risk, scenario]),
      ].flatMap((each) => (each === undefined ? [] : [each.id]))
      const element = row.control?.id ?? row.risk?.id ?? head?.id
      return {
        key: `${row.risk?.id ?? row.capability}.${row.control?.id ?? ''}`,
        ...(element === undefined ? {} : { element }),
        elements,
        found: sumFound(found, elements),
        capability: row.capability,
        risk: row.risk,
        scenario,
        control: row.control,
        evidence: row.evidence,
        gaps: row.gaps,
      }
    }),
}
