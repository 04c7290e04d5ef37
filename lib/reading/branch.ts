import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'

/** Everything below an element, itself first, each once, in document order. */
export function branchOf(graph: CaseGraph, id: ElementId): ElementId[] {
  const seen = new Set<ElementId>()
  const stack = [id]
  while (stack.length > 0) {
    const each = stack.pop()
    if (each === undefined || seen.has(each)) continue
    seen.add(each)
    stack.push(...[...graph.contexts(each), ...graph.supports(each)].reverse())
  }
  return [...seen]
}

/** The elements below an element, without it, that a test lets through. */
export function below(graph: CaseGraph, id: ElementId, test: (element: Element) => boolean): Element[] {
  return elementsOf(graph, branchOf(graph, id)).filter((element) => element.id !== id && test(element))
}

/** Whether something below an element passes a test; looks no further than the first, so that little is read. */
export function holdsBelow(graph: CaseGraph, id: ElementId, test: (element: Element) => boolean): boolean {
  const seen = new Set<ElementId>([id])
  const stack = [...graph.contexts(id), ...graph.supports(id)].reverse()
  while (stack.length > 0) {
    const each = stack.pop()
    const element = each === undefined || seen.has(each) ? undefined : graph.elements.get(each)
    if (each === undefined || element === undefined) continue
    seen.add(each)
    if (test(element)) return true
    stack.push(...[...graph.contexts(each), ...graph.supports(each)].reverse())
  }
  return false
}

/** Whether something above an element passes a test; looks no further than the first. */
export function standsBelow(graph: CaseGraph, id: ElementId, test: (element: Element) => boolean): boolean {
  const seen = new Set<ElementId>([id])
  const stack = [...graph.supporterOf(id), ...graph.contextOf(id)]
  while (stack.length > 0) {
    const each = stack.pop()
    const element = each === undefined || seen.has(each) ? undefined : graph.elements.get(each)
    if (each === undefined || element === undefined) continue
    seen.add(each)
    if (graph.reachable.has(each) && test(element)) return true
    stack.push(...graph.supporterOf(each), ...graph.contextOf(each))
  }
  return false
}

export function elementsOf(graph: CaseGraph, ids: readonly ElementId[]): Element[] {
  return ids.flatMap((id) => graph.elements.get(id) ?? [])
}
