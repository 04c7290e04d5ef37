import { challengesFrom } from '../gsn/challenge'
import type { CaseGraph, Element, ElementId } from '../gsn/graph'

/**
 * Elements that stand outside the argument and that nothing else leads to, so that a picture can still show them.
 * A branch that the pattern parks (a capability decided as not required keeps its old argument) is not among them.
 * @param belongs  which elements this picture is about
 */
export function looseRoots(graph: CaseGraph, belongs: (element: Element) => boolean): ElementId[] {
  const loose: ElementId[] = []
  for (const element of graph.elements.values()) {
    if (graph.reachable.has(element.id) || element.role === 'C4' || !belongs(element)) continue
    // What challenges something stands with that.
    if (challengesFrom(graph, element.id).length > 0) continue
    if (graph.supporterOf(element.id).length > 0 || graph.contextOf(element.id).length > 0) continue
    loose.push(element.id)
  }
  return loose
}
