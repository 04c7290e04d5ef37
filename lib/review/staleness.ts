import { SIDES } from '@/lib/access/policy'
import { challengesFrom } from '@/lib/gsn/challenge'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { closure, isClaim } from './digests'
import type { ReviewState } from './state'

/**
 * The claims whose digests say something about this element: itself and all above it, and for a context also all that
 * it holds for; for what challenges something, also that. Exactly these move when its words do.
 */
export function claimsTouchedBy(graph: CaseGraph, element: ElementId): ReadonlySet<ElementId> {
  const kind = graph.elements.get(element)?.kind
  const struck = challengesFrom(graph, element).map(({ target }) =>
    'element' in target ? target.element : target.relation.from,
  )
  const own = [element, ...struck, ...struck.flatMap((id) => graph.contextOf(id))]
  const owners = kind === undefined ? [] : [...own, ...graph.contextOf(element)]
  const above = closure(owners, (id) => [...graph.supporterOf(id), ...graph.awaysOf(id)])
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
