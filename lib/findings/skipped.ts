import type { CaseGraph, ElementId, SkippedRelation } from '@/lib/gsn/graph'
import { sourceOf } from '@/lib/gsn/watched-graph'

const NONE: readonly SkippedRelation[] = []
const known = new WeakMap<readonly SkippedRelation[], ReadonlyMap<ElementId, readonly SkippedRelation[]>>()

/** The relations that do not count and are told at this element: where they start, else where they lead. */
export function skippedAt(asked: CaseGraph, id: ElementId): readonly SkippedRelation[] {
  // Of the whole list only the element's own part is read, and that is part of the element.
  const graph = sourceOf(asked)
  if (graph.skipped.length === 0) return NONE
  let index = known.get(graph.skipped)
  if (index === undefined) {
    const made = new Map<ElementId, SkippedRelation[]>()
    for (const relation of graph.skipped) {
      const at = graph.elements.has(relation.from) ? relation.from : relation.to
      const list = made.get(at)
      if (list === undefined) made.set(at, [relation])
      else list.push(relation)
    }
    index = made
    known.set(graph.skipped, index)
  }
  return index.get(id) ?? NONE
}
