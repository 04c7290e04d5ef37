import { SIDES } from '@/lib/access/policy'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { closure, isClaim } from './digests'
import type { ReviewState } from './state'

/**
 * The claims whose digests say something about this element: itself and all above it, and for a context also all that
 * it holds for. Exactly these move when its words do.
 */
export function claimsTouchedBy(graph: CaseGraph, element: ElementId): ReadonlySet<ElementId> {
  const kind = graph.elements.get(element)?.kind
  const owners = kind === undefined ? [] : [element, ...graph.contextOf(element)]
  const above = closure(owners, graph.supporterOf)
  const holds = kind === 'context' || kind === 'assumption'
  const below = holds ? closure(graph.contextOf(element), graph.supports) : []
  return new Set([...above, ...below].filter((id) => isClaim(graph, id)))
}

/** [REV10] How many approvals that fit now an edit of this element would make out of date. */
export function stalenessEffect(review: ReviewState, element: ElementId): number {
  let count = 0
  for (const claim of claimsTouchedBy(review.graph, element)) {
    const sides = review.claims.get(claim)?.sides
    for (const side of SIDES) if (sides?.[side].state === 'approved') count++
  }
  return count
}
