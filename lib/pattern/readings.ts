import { CAPABILITY_CODES } from '@/catalog/capability-codes'
import { supportingDocuments } from '@/lib/context/documents'
import { type CaseGraph, compareKeys, type Element, type ElementId, type FieldValue } from '@/lib/gsn/graph'

/**
 * The registers are readings of the one graph: there is no second copy to disagree with it. Each row names the
 * elements it was read from, so that a screen can lead there.
 */

export interface RiskRow {
  readonly risk: ElementId
  readonly name: string
  readonly capability: string
  readonly statement: string
  readonly threat: string
  readonly vulnerability: string
  readonly cause: string
  readonly scenario: string
  readonly consequence: string
  readonly properties: readonly string[]
  /** Likelihood x severity, 1 to 25; undefined while not rated. */
  readonly before?: number
  readonly after?: number
  readonly fields: Readonly<Record<string, FieldValue>>
  readonly controls: number
}

/** The properties a risk touches, with the field that says so. */
const PROPERTIES = {
  confidentiality: 'affectsConfidentiality',
  integrity: 'affectsIntegrity',
  availability: 'affectsAvailability',
  accountability: 'affectsAccountability',
} as const

/** The risk register: every risk that the case argues, by name. */
export function riskRegister(graph: CaseGraph): RiskRow[] {
  return argued(graph, 'risk').map((risk) => {
    const scenario = graph
      .contexts(risk.id)
      .map((id) => graph.elements.get(id))
      .find((each) => each?.facet === 'scenario')
    const { fields } = risk
    return {
      risk: risk.id,
      name: risk.name,
      capability: risk.capability ?? '',
      statement: risk.statement,
      threat: risk.texts.threat ?? '',
      vulnerability: risk.texts.vulnerability ?? '',
      cause: scenario?.texts.cause ?? '',
      scenario: scenario?.texts.scenario ?? '',
      consequence: scenario?.texts.consequence ?? '',
      properties: Object.entries(PROPERTIES).flatMap(([property, field]) => (fields[field] === true ? [property] : [])),
      ...score('before', fields.likelihoodBefore, fields.severityBefore),
      ...score('after', fields.likelihoodAfter, fields.severityAfter),
      fields,
      controls: below(graph, risk.id, 'control').length,
    }
  })
}

function score<K extends string>(key: K, likelihood: unknown, severity: unknown): { [P in K]?: number } {
  const rated = typeof likelihood === 'number' && typeof severity === 'number'
  return (rated ? { [key]: likelihood * severity } : {}) as { [P in K]?: number }
}

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

/**
 * The traceability matrix: capability, threat or vulnerability, cause, control, evidence, side. A risk without a
 * control and a control without evidence are rows with a gap, not missing rows.
 */
export function traceMatrix(graph: CaseGraph): TraceRow[] {
  return argued(graph, 'risk').flatMap((risk): TraceRow[] => {
    const scenario = graph
      .contexts(risk.id)
      .map((id) => graph.elements.get(id))
      .find((each) => each?.facet === 'scenario')
    const row = { capability: risk.capability ?? '', risk, cause: scenario?.texts.cause ?? '' }
    const controls = below(graph, risk.id, 'control')
    if (controls.length === 0) return [{ ...row, evidence: [], responsible: '', gaps: ['no-control'] }]
    return controls.map((control) => {
      const evidence = elementsOf(graph, graph.supports(control.id)).filter((each) => each.kind === 'solution')
      const responsible = String(control.fields.responsible ?? '')
      const gaps: Gap[] = []
      if (evidence.length === 0) gaps.push('no-evidence')
      if (responsible === '') gaps.push('no-side')
      return { ...row, control, evidence, responsible, gaps }
    })
  })
}

export interface ResponsibilityRow {
  readonly control: ElementId
  readonly name: string
  readonly capability: string
  readonly statement: string
  readonly responsible: string
  /** What this side does, in words; '' where it is not written. */
  readonly dutyMdm: string
  readonly dutyHdo: string
  readonly owner: string
  readonly due: string
  readonly state: string
}

/** Who does what: one row for each control that the case argues. */
export function responsibilities(graph: CaseGraph): ResponsibilityRow[] {
  return argued(graph, 'control').map((control) => ({
    control: control.id,
    name: control.name,
    capability: control.capability ?? '',
    statement: control.statement,
    responsible: String(control.fields.responsible ?? ''),
    dutyMdm: control.texts.dutyMdm ?? '',
    dutyHdo: control.texts.dutyHdo ?? '',
    owner: String(control.fields.owner ?? ''),
    due: String(control.fields.due ?? ''),
    state: String(control.fields.state ?? ''),
  }))
}

export interface DocumentRow {
  readonly id: string
  readonly title: string
  readonly filledBy: readonly ElementId[]
  /** Elements that should fill it and do not yet. */
  readonly open: readonly ElementId[]
}

/** The supporting documents of IEC TR 80001-2-9 with the elements that fill each; one that fills it in part is open. */
export function documentChecklist(graph: CaseGraph): DocumentRow[] {
  return supportingDocuments(graph).map(({ id, title, parts }) => {
    const open = new Set(parts.filter(({ filled }) => !filled).map(({ element }) => element))
    const filledBy = new Set(parts.map(({ element }) => element).filter((element) => !open.has(element)))
    return { id, title, filledBy: [...filledBy], open: [...open] }
  })
}

export interface CapabilityState {
  readonly capability: string
  readonly head: ElementId
  readonly decision: 'undecided' | 'required' | 'not-required'
  readonly risks: number
  readonly controls: number
  readonly undeveloped: number
  /** The claims of the branch, for counting agreement. */
  readonly claims: readonly ElementId[]
}

/** One row per capability in the case: what its card on the overview says. */
export function capabilityStates(graph: CaseGraph): CapabilityState[] {
  return CAPABILITY_CODES.flatMap((capability): CapabilityState[] => {
    const head = graph.elements.get(`C2-${capability}`)
    if (head === undefined || !graph.reachable.has(head.id)) return []
    const branch = elementsOf(graph, branchOf(graph, head.id))
    return [
      {
        capability,
        head: head.id,
        decision: decisionOf(head),
        risks: branch.filter((element) => element.facet === 'risk').length,
        controls: branch.filter((element) => element.facet === 'control').length,
        undeveloped: branch.filter((element) => element.undeveloped).length,
        claims: branch.filter((element) => element.kind === 'goal').map((element) => element.id),
      },
    ]
  })
}

function decisionOf(head: Element): CapabilityState['decision'] {
  const { decision } = head.fields
  return decision === 'required' || decision === 'not-required' ? decision : 'undecided'
}

/** Everything below an element, itself first, each once, in document order. */
export function branchOf(graph: CaseGraph, id: ElementId): ElementId[] {
  const seen = new Set<ElementId>()
  const stack = [id]
  while (stack.length > 0) {
    const each = stack.pop()!
    if (seen.has(each)) continue
    seen.add(each)
    stack.push(...[...graph.contexts(each), ...graph.supports(each)].reverse())
  }
  return [...seen]
}

function below(graph: CaseGraph, id: ElementId, facet: string): Element[] {
  return elementsOf(graph, branchOf(graph, id)).filter((element) => element.facet === facet && element.id !== id)
}

function elementsOf(graph: CaseGraph, ids: readonly ElementId[]): Element[] {
  return ids.flatMap((id) => graph.elements.get(id) ?? [])
}

/** Elements with a facet that the case argues, by capability and then in the order of their numbers. */
function argued(graph: CaseGraph, facet: string): Element[] {
  return [...graph.elements.values()]
    .filter((element) => element.facet === facet && graph.reachable.has(element.id))
    .sort((a, b) => compareKeys(a.capability ?? '', b.capability ?? '') || naturally(a.name, b.name))
}

/** `C7-ALOF-2` before `C7-ALOF-10`: numbers inside names compare as numbers. */
export function naturally(a: string, b: string): number {
  const [as, bs] = [a.split(/(\d+)/), b.split(/(\d+)/)]
  for (let i = 0; i < Math.min(as.length, bs.length); i++) {
    const [x, y] = [as[i] ?? '', bs[i] ?? '']
    const difference = i % 2 === 1 ? Number(x) - Number(y) : compareKeys(x, y)
    if (difference !== 0) return difference
  }
  return as.length - bs.length
}
