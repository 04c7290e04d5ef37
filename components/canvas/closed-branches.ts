import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { touchedBetween } from '@/lib/gsn/touched'
import type { CanvasMemory } from './canvas-memory'

/** A branch with more elements than this starts with its risks closed: they are opened one by one while they are discussed. */
const MANY = 150

/**
 * [CAN12] Whose branches the picture of one argument keeps closed: what the person closed, and in a large argument every
 * risk that the person has not opened.
 */
export function closedBranches(graph: CaseGraph, root: ElementId, memory: CanvasMemory): ReadonlySet<ElementId> {
  const closed = new Set<ElementId>(memory.closed.filter((id) => id !== root && graph.supports(id).length > 0))
  const opened = new Set(memory.opened)
  const seen = new Set<ElementId>()
  const risks: ElementId[] = []
  const stack = [root]
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    if (graph.elements.get(id)?.facet === 'risk' && id !== root && graph.supports(id).length > 0) risks.push(id)
    stack.push(...graph.supports(id), ...graph.contexts(id))
  }
  if (seen.size > MANY) for (const id of risks) if (!opened.has(id)) closed.add(id)
  return closed
}

/** Whether two readings of a case hold the same branches, so that the same ones are closed: words do not matter. */
export function sameBranches(before: CaseGraph, after: CaseGraph): boolean {
  if (before.relations !== after.relations) return false
  for (const id of touchedBetween(before, after)) {
    if (before.elements.get(id)?.facet !== after.elements.get(id)?.facet) return false
  }
  return true
}
