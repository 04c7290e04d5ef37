import { capabilityName } from '@/components/workspace/capability-names'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { branchOf } from '@/lib/reading/branch'
import { capabilityStates } from '@/lib/reading/capabilities'
import type { ClaimStatus, ReviewState } from '@/lib/review/state'
import { isTerm, TERMS_CLAIM } from '@/lib/term/read'
import type { CardFacts } from './marks'

/** What the overview's cards say: one for each element that the top claim rests on. */
export function cardFacts(graph: CaseGraph, claims: ReviewState['claims']): Map<ElementId, CardFacts> {
  const facts = new Map<ElementId, CardFacts>()
  const states = new Map(capabilityStates(graph).map((state) => [state.head, state]))
  for (const id of graph.rootId === undefined ? [] : graph.supports(graph.rootId)) {
    const element = graph.elements.get(id)
    if (element === undefined) continue
    const state = states.get(id)
    const branch = state === undefined ? branchOf(graph, id) : []
    const counted = state?.claims ?? branch.filter((each) => graph.elements.get(each)?.kind === 'goal')
    const terms =
      id === TERMS_CLAIM ? branch.flatMap((each) => graph.elements.get(each) ?? []).filter(isTerm) : undefined
    facts.set(id, {
      code: state?.capability ?? element.name,
      title:
        terms !== undefined
          ? 'Responsibility terms'
          : state === undefined
            ? element.statement
            : capabilityName(state.capability),
      ...(terms === undefined ? {} : { terms: terms.filter(({ fields }) => fields.dropped !== true).length }),
      decision: state?.decision ?? 'free',
      closed: state?.closing !== undefined && claims.get(state.closing)?.status === 'agreed',
      risks: state?.risks ?? 0,
      controls: state?.controls ?? 0,
      undeveloped: state?.undeveloped ?? branch.filter((each) => graph.elements.get(each)?.undeveloped).length,
      ...countStatuses(counted.map((claim) => claims.get(claim)?.status)),
    })
  }
  return facts
}

/** Open is everything on the way: not approved, approved by one side, approved before a change. */
function countStatuses(statuses: readonly (ClaimStatus | undefined)[]) {
  const counts = { agreed: 0, open: 0, challenged: 0 }
  for (const status of statuses) {
    if (status === 'agreed' || status === 'challenged') counts[status]++
    else counts.open++
  }
  return counts
}
