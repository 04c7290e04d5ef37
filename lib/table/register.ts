import type { Side } from '@/lib/access/policy'
import type { Stage } from '@/lib/case/facets/risk'
import type { Element } from '@/lib/gsn/graph'
import { riskRegister } from '@/lib/reading/risk-register'
import { accordWords, judgeRisk, verdictWords } from '@/lib/risk/acceptability'
import { policyElements } from '@/lib/risk/policy'
import { VERDICT_WORDS } from '@/lib/risk/verdict'
import type { Column, Row } from './column'
import { capabilityColumn, foundColumn, statementColumn } from './common-columns'
import { fieldColumn, spareColumns } from './field-column'
import { sumFound } from './found'
import type { Table } from './table'

export interface RegisterRow extends Row {
  readonly name: string
  readonly capability: string
  readonly risk: Element
  readonly scenario: Element | undefined
  /** Likelihood times severity on the common scale, 1 to 25. */
  readonly before: number | undefined
  readonly after: number | undefined
  readonly controls: number
  readonly affects: string
  /** What each side's own policy says, before and after treatment, in words. */
  readonly beforeMdm: string
  readonly beforeHdo: string
  readonly afterMdm: string
  readonly afterHdo: string
  /** What the verdicts on what is left come to. */
  readonly accord: string
}

const AFFECTS: Readonly<Record<string, string>> = {
  confidentiality: 'Confidentiality',
  integrity: 'Integrity',
  availability: 'Availability',
  accountability: 'Accountability',
}

const risk = (row: RegisterRow) => row.risk
const scenario = (row: RegisterRow) => row.scenario

/** Likelihood times severity in words: a reading aid. What is acceptable says each side's own policy. */
export function scoreWord(score: number): string {
  return score >= 15 ? 'high' : score >= 8 ? 'medium' : 'low'
}

function scoreColumn(key: 'before' | 'after', label: string): Column<RegisterRow> {
  return {
    key,
    label,
    help: `Likelihood times severity ${key} treatment`,
    type: 'number',
    width: 96,
    text: (row) => (row[key] === undefined ? '' : String(row[key])),
    rank: (row) => row[key],
    group: (row) => (row[key] === undefined ? 'Not rated' : sentence(scoreWord(row[key]))),
    groupRank: (row) => ['high', 'medium', 'low'].indexOf(scoreWord(row[key] ?? 0)) + (row[key] === undefined ? 1 : 0),
  }
}

/** The columns that hold a side's verdict. */
export const VERDICT_KEYS = ['beforeMdm', 'beforeHdo', 'afterMdm', 'afterHdo'] as const

const VERDICT_ORDER: readonly string[] = Object.values(VERDICT_WORDS)

function verdictColumn(stage: Stage, side: Side): Column<RegisterRow> {
  const key = `${stage}${side === 'mdm' ? 'Mdm' : 'Hdo'}` as const
  const word = side === 'mdm' ? 'Manufacturer' : 'Hospital'
  return {
    key,
    label: `${word}, ${stage}`,
    help: `What the ${word.toLowerCase()}'s policy says about the risk ${stage} treatment`,
    type: 'choice',
    width: 142,
    text: (row) => row[key],
    rank: (row) => {
      const at = VERDICT_ORDER.findIndex((verdict) => row[key].startsWith(verdict))
      return at < 0 ? undefined : at
    },
  }
}

/** The two sides see what is left differently: shown as exactly that. */
function disagree(row: RegisterRow): boolean {
  return row.accord.includes(', not to')
}

function sentence(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** The field that says what the risk is: the threat, unless only a vulnerability is written down. */
function threatField(row: RegisterRow): 'threat' | 'vulnerability' {
  const { threat = '', vulnerability = '' } = row.risk.texts
  return threat === '' && vulnerability !== '' ? 'vulnerability' : 'threat'
}

const COLUMNS: readonly Column<RegisterRow>[] = [
  { key: 'name', label: 'Risk', type: 'text', width: 112, locked: true, text: (row) => row.name },
  capabilityColumn((row) => row.capability, true),
  {
    key: 'threatOrVulnerability',
    label: 'Threat or vulnerability',
    type: 'text',
    width: 210,
    text: (row) => row.risk.texts[threatField(row)] || row.risk.statement,
    field: (row) => ({ element: row.risk.id, facet: 'risk', field: threatField(row) }),
  },
  scoreColumn('before', 'Before'),
  fieldColumn('risk', 'treatment', risk, { width: 100 }),
  scoreColumn('after', 'After'),
  verdictColumn('after', 'mdm'),
  verdictColumn('after', 'hdo'),
  {
    key: 'accord',
    label: 'Both sides',
    help: 'What the two verdicts on what is left come to',
    type: 'choice',
    width: 150,
    text: (row) => row.accord,
    gap: (row) => (disagree(row) ? row.accord : undefined),
  },
  {
    key: 'controls',
    label: 'Controls',
    type: 'number',
    width: 96,
    text: (row) => (row.controls === 0 ? 'No control yet' : String(row.controls)),
    rank: (row) => row.controls,
    gap: (row) => (row.controls === 0 ? 'No control yet' : undefined),
  },
  foundColumn(),
  verdictColumn('before', 'mdm'),
  verdictColumn('before', 'hdo'),
  fieldColumn('scenario', 'cause', scenario),
  fieldColumn('scenario', 'consequence', scenario),
  { key: 'affects', label: 'Affects', type: 'text', width: 130, text: (row) => row.affects },
  fieldColumn('scenario', 'scenario', scenario, { spare: true }),
  statementColumn('Claim', risk, { spare: true }),
]

/** The risk register: every risk that the case argues, rated before and after treatment. */
export const REGISTER: Table<RegisterRow> = {
  name: 'register',
  title: 'Risk register',
  about: 'Every risk that the case argues, with its rating before and after treatment and its controls.',
  empty: 'No risk yet. Decide a capability as required in the outline, then add its risks there.',
  columns: [...COLUMNS, ...spareColumns('risk', risk, COLUMNS)],
  groups: ['capability', 'before', 'after', 'afterMdm', 'afterHdo', 'accord', 'treatment'],
  rows: (graph, { found }) => {
    const policies = policyElements(graph)
    return riskRegister(graph).flatMap((row): RegisterRow[] => {
      const element = graph.elements.get(row.risk)
      if (element === undefined) return []
      const told = graph
        .contexts(row.risk)
        .map((id) => graph.elements.get(id))
        .find((each) => each?.facet === 'scenario')
      const { before, after, accord } = judgeRisk(policies, element)
      const elements = told === undefined ? [row.risk] : [row.risk, told.id]
      return [
        {
          key: row.risk,
          element: row.risk,
          elements,
          found: sumFound(found, elements),
          name: row.name,
          capability: row.capability,
          risk: element,
          scenario: told,
          before: row.before,
          after: row.after,
          controls: row.controls,
          affects: row.properties.map((property) => AFFECTS[property] ?? property).join(', '),
          beforeMdm: verdictWords(before.mdm),
          beforeHdo: verdictWords(before.hdo),
          afterMdm: verdictWords(after.mdm),
          afterHdo: verdictWords(after.hdo),
          accord: accordWords(accord),
        },
      ]
    })
  },
}
