import { whyNotRelate } from '@/lib/case/commands'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { relationKey } from '@/lib/gsn/graph'
import { KINDS, mayBeUndeveloped, mayRelate, type RelationType } from '@/lib/gsn/kinds'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'

/** Whether a relation can start here at all [GSN1] [GSN2]. */
export function canStart(graph: CaseGraph, from: ElementId): boolean {
  const element = graph.elements.get(from)
  return element !== undefined && mayBeUndeveloped(element.kind)
}

/**
 * [CAN9] The relation that a line from one element to another would be. Which of the two types it is follows from the
 * kinds, so nobody has to choose.
 * @returns a refusal with a sentence that says what to do instead
 */
export function relationBetween(graph: CaseGraph, from: ElementId, to: ElementId): Outcome<RelationType> {
  const source = graph.elements.get(from)
  const target = graph.elements.get(to)
  if (source === undefined || target === undefined) {
    return refuse('element-absent', 'One of the two elements is not in the case any more. Choose again.')
  }
  if (from === to) return refuse('relation-circular', `${source.name} cannot rest on itself. Choose another element.`)
  if (!canStart(graph, from)) {
    const word = KINDS[source.kind].word
    return refuse(
      'relation-illegal',
      `${word} ${source.name} cannot rest on anything. Start from a claim or a strategy.`,
    )
  }
  const type: RelationType = mayRelate(source.kind, 'inContextOf', target.kind) ? 'inContextOf' : 'supportedBy'
  if (graph.relations.some((relation) => relationKey(relation) === relationKey({ from, type, to }))) {
    return refuse('relation-there', `${source.name} and ${target.name} are connected already.`)
  }
  const refusal = whyNotRelate(graph, from, type, to)
  return refusal === undefined ? ok(type) : { ok: false, refusal }
}

/** The elements among these that a relation from here may end at. */
export function targetsFrom(graph: CaseGraph, from: ElementId, among: Iterable<ElementId>): Set<ElementId> {
  const targets = new Set<ElementId>()
  for (const id of among) if (relationBetween(graph, from, id).ok) targets.add(id)
  return targets
}

/** [CAN9] Whether all these elements may move below another one. */
export function mayMoveBelow(graph: CaseGraph, ids: readonly ElementId[], under: ElementId): boolean {
  const parent = graph.elements.get(under)
  return (
    parent !== undefined &&
    ids.every((id) => {
      const element = graph.elements.get(id)
      if (element === undefined) return false
      const type = mayRelate(parent.kind, 'inContextOf', element.kind) ? 'inContextOf' : 'supportedBy'
      const above = type === 'supportedBy' ? graph.supporterOf(id) : graph.contextOf(id)
      return !above.includes(under) && whyNotRelate(graph, under, type, id) === undefined
    })
  )
}

/** The elements among these that all the moved ones may stand below. */
export function parentsFor(graph: CaseGraph, ids: readonly ElementId[], among: Iterable<ElementId>): Set<ElementId> {
  const parents = new Set<ElementId>()
  for (const id of among) if (mayMoveBelow(graph, ids, id)) parents.add(id)
  return parents
}
