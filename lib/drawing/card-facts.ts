import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { branchOf } from '@/lib/reading/branch'
import { type CapabilityRow, capabilityStates } from '@/lib/reading/capabilities'
import { capabilityName } from '@/lib/reading/capability-names'
import type { ReviewState } from '@/lib/review/state'
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
    const own = () => branch.filter((each) => graph.elements.get(each)?.kind === 'goal')
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
      ...(state === undefined ? countStatuses(own(), claims) : countOnce(state, claims)),
    })
  }
  return facts
}

const COUNTED = new WeakMap<CapabilityRow, { claims: ReviewState['claims']; counts: StatusCounts }>()

/** A row and a review are immutable: what was counted for both holds. */
function countOnce(row: CapabilityRow, claims: ReviewState['claims']): StatusCounts {
  const known = COUNTED.get(row)
  if (known?.claims === claims) return known.counts
  const counts = countStatuses(row.claims, claims)
  COUNTED.set(row, { claims, counts })
  return counts
}

type StatusCounts = Pick<CardFacts, 'agreed' | 'open' | 'challenged'>

/** Open is everything on the way: not approved, approved by one side, approved before a change. */
function countStatuses(counted: readonly ElementId[], claims: ReviewState['claims']): StatusCounts {
  const counts = { agreed: 0, open: 0, challenged: 0 }
  for (const claim of counted) {
    const status = claims.get(claim)?.status
    if (status === 'agreed' || status === 'challenged') counts[status]++
    else counts.open++
  }
  return counts
}
