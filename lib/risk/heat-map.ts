import type { Side } from '@/lib/access/policy'
import type { Stage } from '@/lib/case/facets/risk'
import { type CaseGraph, compareKeys, type Element, type ElementId } from '@/lib/gsn/graph'
import { verdictOf } from './acceptability'
import { choosePolicy, policyElements, type SidePolicy } from './policy'
import type { Verdict } from './verdict'

export interface HeatCell {
  readonly likelihood: number
  readonly severity: number
  readonly verdict: Verdict | undefined
  /** The risks that stand here, by capability and name. */
  readonly risks: readonly ElementId[]
}

/** The risks that one policy judges, spread over its matrix. */
export interface HeatMap {
  readonly policy: SidePolicy
  /** `cells[likelihood - 1][severity - 1]`. */
  readonly cells: readonly (readonly HeatCell[])[]
  readonly unrated: readonly ElementId[]
  /** Risks that stand in the matrix. */
  readonly rated: number
}

/**
 * [POL7] Every risk that the case argues, in the matrix that one side judges it by: one map for each policy in force, the
 * case's own first, then those of single capabilities by their ids. Each risk stands on exactly one of them, once.
 */
export function heatMaps(graph: CaseGraph, side: Side, stage: Stage): readonly HeatMap[] {
  const policies = policyElements(graph)
  const chosen = new Map<string | undefined, SidePolicy>()
  const policyOf = (capability: string | undefined): SidePolicy => {
    const known = chosen.get(capability) ?? choosePolicy(policies, capability, side)
    chosen.set(capability, known)
    return known
  }
  const ofCase = policyOf(undefined)
  const byPolicy = new Map<ElementId | undefined, { policy: SidePolicy; risks: Element[] }>([
    [ofCase.element, { policy: ofCase, risks: [] }],
  ])
  for (const risk of risksOf(graph)) {
    const policy = policyOf(risk.capability)
    const map = byPolicy.get(policy.element) ?? { policy, risks: [] }
    byPolicy.set(policy.element, map)
    map.risks.push(risk)
  }
  return [...byPolicy.values()].map(({ policy, risks }) => heatMapOf(policy, risks, stage))
}

function heatMapOf(policy: SidePolicy, risks: readonly Element[], stage: Stage): HeatMap {
  const standing: ElementId[][][] = policy.likelihood.map(() => policy.severity.map(() => []))
  const unrated: ElementId[] = []
  for (const risk of risks) {
    const { likelihood, severity } = verdictOf(policy, risk, stage)
    const cell = standing[(likelihood ?? 0) - 1]?.[(severity ?? 0) - 1]
    ;(cell ?? unrated).push(risk.id)
  }
  const cells = standing.map((row, l) =>
    row.map((ids, s) => ({
      likelihood: l + 1,
      severity: s + 1,
      verdict: policy.cells[l]?.[s],
      risks: ids,
    })),
  )
  return { policy, cells, unrated, rated: risks.length - unrated.length }
}

/** Every risk that the case argues, by capability and then by name. */
function risksOf(graph: CaseGraph): readonly Element[] {
  return [...graph.elements.values()]
    .filter((element) => element.facet === 'risk' && graph.reachable.has(element.id))
    .sort(
      (a, b) =>
        compareKeys(a.capability ?? '', b.capability ?? '') ||
        a.name.length - b.name.length ||
        compareKeys(a.name, b.name),
    )
}
