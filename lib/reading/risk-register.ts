import type { CaseGraph, Element, ElementId, FieldValue } from '@/lib/gsn/graph'
import { below } from './branch'
import { perElement } from './per-element'
import { remembered } from './remember'

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

/** [RDG1] The risk register: every risk that the case argues, once, by capability and name. */
export const riskRegister = remembered(() =>
  perElement<RiskRow>({ on: (element) => element.facet === 'risk', rows: (graph, risk) => [rowOf(graph, risk)] }),
)

/** The element that tells a risk's cause, scenario and consequence. */
export function scenarioOf(graph: CaseGraph, risk: Element): Element | undefined {
  const contexts = graph.contexts(risk.id).map((id) => graph.elements.get(id))
  return contexts.find((each) => each?.facet === 'scenario')
}

function rowOf(graph: CaseGraph, risk: Element): RiskRow {
  const scenario = scenarioOf(graph, risk)
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
    controls: below(graph, risk.id, ({ facet }) => facet === 'control').length,
  }
}

function score<K extends string>(key: K, likelihood: unknown, severity: unknown): { [P in K]?: number } {
  const rated = typeof likelihood === 'number' && typeof severity === 'number'
  return (rated ? { [key]: likelihood * severity } : {}) as { [P in K]?: number }
}
