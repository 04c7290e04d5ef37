import type { Pattern, PatternRelation } from '@/catalog/patterns/pattern'
import { facetOf, fieldsOf } from '@/lib/case/fields'
import { type CaseGraph, type Element, type ElementId, relationKey } from '@/lib/gsn/graph'
import { type Refusal, refuse } from '@/lib/gsn/outcome'
import { elementOf, type Growth, growElement, isSingleton, relateOnce } from './grow'

/** The branches that a relation is chosen between, itself included. [GSN12] */
export function branchesOf(pattern: Pattern, relation: PatternRelation): readonly PatternRelation[] {
  return pattern.relations.filter(({ from, choice }) => from === relation.from && choice === relation.choice)
}

/** The ids of what stands below an element by one relation of its pattern. */
export function standing(graph: CaseGraph, element: Element, relation: PatternRelation): readonly ElementId[] {
  const ids = relation.type === 'supportedBy' ? graph.supports(element.id) : graph.contexts(element.id)
  return ids.filter((id) => {
    const child = graph.elements.get(id)
    return child?.role === relation.to && child.pattern === element.pattern
  })
}

/** The id of the element that holds the reason for taking a branch, when the pattern asks for one. [PAT6] */
export function reasonId(pattern: Pattern, relation: PatternRelation, suffix: string): ElementId | undefined {
  const row = relation.reason === undefined ? undefined : elementOf(pattern, relation.reason)
  return row === undefined || !isSingleton(row) ? undefined : `${row.role}${row.scope === 'case' ? '' : suffix}`
}

/** [PAT6] Why a branch cannot be taken: it needs a reason and there is none. */
export function whyNotTake(
  graph: CaseGraph,
  pattern: Pattern,
  head: Element,
  relation: PatternRelation,
  suffix: string,
  reason: string | undefined,
): Refusal | undefined {
  const id = reasonId(pattern, relation, suffix)
  if (id === undefined || reason?.trim() || graph.elements.has(id)) return undefined
  const what = head.capability ?? head.name
  const message = `Say why ${what} is not required: the justification is what the other side agrees to.`
  const general = `Say why: ${relation.says ?? relation.to} needs a reason that the other side can agree to.`
  return refuse('justification-missing', relation.when === 'not-required' ? message : general, {
    element: head.id,
  }).refusal
}

/**
 * [PAT6] Takes one branch of a choice: grows it, or wakes it as it was, and parks the others. What was argued in a parked
 * branch is kept whole and comes back with the decision.
 * @returns the id of the branch's claim
 */
export function takeBranch(growth: Growth, head: Element, relation: PatternRelation, reason?: string): ElementId {
  const { writer, pattern, graph } = growth
  const { choice, when } = relation
  if (choice !== undefined && when !== undefined && Object.hasOwn(fieldsOf(facetOf(head)), choice)) {
    writer.set(head.id, choice, when)
  }
  const branch = growElement(growth, relation.to)
  relateOnce(growth, head.id, relation, branch)
  for (const other of branchesOf(pattern, relation)) {
    if (other === relation) continue
    for (const id of standing(graph, head, other)) {
      writer.unrelate(relationKey({ from: head.id, type: other.type, to: id }))
    }
  }
  const words = reason?.trim()
  const holder = reasonId(pattern, relation, growth.suffix)
  if (words && holder !== undefined) writer.setText(holder, 'statement', words)
  return branch
}
