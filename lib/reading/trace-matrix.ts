import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { below, holdsBelow, standsBelow } from './branch'
import { perElement } from './per-element'
import { remembered } from './remember'
import { scenarioOf } from './risk-register'

export type Gap = 'no-risk' | 'no-control' | 'no-evidence' | 'no-side'

export interface TraceRow {
  readonly capability: string
  readonly risk?: Element
  readonly cause: string
  readonly control?: Element
  readonly evidence: readonly Element[]
  /** `mdm`, `hdo`, `shared`, or '' while nobody is responsible. */
  readonly responsible: string
  readonly gaps: readonly Gap[]
}

const isRisk = ({ facet }: Element) => facet === 'risk'
const isControl = ({ facet }: Element) => facet === 'control'
const isEvidence = ({ kind }: Element) => kind === 'solution'
const isHead = ({ facet }: Element) => facet === 'decision'

/**
 * [RDG2] The traceability matrix: capability, threat or vulnerability, cause, control, evidence, side. One row for each
 * control of each risk; a risk without a control, a control that no risk asks for, and a required capability with neither
 * risk nor log are rows with a gap, not missing rows.
 */
export const traceMatrix = remembered(() =>
  perElement<TraceRow>({
    on: (element) => isRisk(element) || isControl(element) || isHead(element),
    rank: (element) => (isHead(element) ? 0 : isRisk(element) ? 1 : 2),
    rows: (graph, element) =>
      isRisk(element) ? rowsOfRisk(graph, element) : isControl(element) ? lone(graph, element) : bare(graph, element),
  }),
)

function rowsOfRisk(graph: CaseGraph, risk: Element): readonly TraceRow[] {
  const row = { capability: risk.capability ?? '', risk, cause: scenarioOf(graph, risk)?.texts.cause ?? '' }
  const controls = below(graph, risk.id, isControl)
  if (controls.length === 0) return [{ ...row, evidence: [], responsible: '', gaps: ['no-control'] }]
  return controls.map((control) => ({ ...row, ...ofControl(graph, control, []) }))
}

/** A control of the argument that stands below no risk. */
function lone(graph: CaseGraph, control: Element): readonly TraceRow[] {
  if (standsBelow(graph, control.id, isRisk)) return []
  return [{ capability: control.capability ?? '', cause: '', ...ofControl(graph, control, ['no-risk']) }]
}

/** A required capability below which nobody has named a risk, a control or the log that shows that there is none. */
function bare(graph: CaseGraph, head: Element): readonly TraceRow[] {
  if (head.fields.decision !== 'required') return []
  if (holdsBelow(graph, head.id, (each) => isRisk(each) || isControl(each) || each.role === 'Sn1')) return []
  return [{ capability: head.capability ?? '', cause: '', evidence: [], responsible: '', gaps: ['no-risk'] }]
}

function ofControl(graph: CaseGraph, control: Element, before: readonly Gap[]) {
  const evidence = below(graph, control.id, isEvidence)
  const responsible = String(control.fields.responsible ?? '')
  const gaps: Gap[] = [...before]
  if (evidence.length === 0) gaps.push('no-evidence')
  if (responsible === '') gaps.push('no-side')
  return { control, evidence, responsible, gaps }
}
