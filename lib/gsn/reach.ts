import type { CaseGraph, Element, ElementId, Relation } from './graph'

type Lists = Pick<CaseGraph, 'supports' | 'contexts' | 'supporterOf' | 'contextOf'>

/** Which elements come into the argument, and which fall out of it, when the top claim stays. */
export function reach(
  before: CaseGraph,
  lists: Lists,
  elements: ReadonlyMap<ElementId, Element>,
  rootId: ElementId | undefined,
  lost: readonly Relation[],
  gained: readonly Relation[],
): Map<ElementId, boolean> {
  const is = new Map<ElementId, boolean>()
  const argued = (id: ElementId) => is.get(id) ?? before.reachable.has(id)
  // Everything below a relation that is gone may have lost its only way to the top.
  const starts = lost.flatMap(({ from, to }) => (elements.has(from) ? [to] : [from, to]))
  for (const id of below(starts, lists)) if (before.reachable.has(id) && id !== rootId) is.set(id, false)
  const doubtful = [...is.keys()]
  const parents = (id: ElementId) => [...lists.supporterOf(id), ...lists.contextOf(id)]
  const stack = [...doubtful, ...gained.map(({ to }) => to)].filter((id) => parents(id).some(argued))
  while (stack.length > 0) {
    const id = stack.pop()
    if (id === undefined || argued(id)) continue
    is.set(id, true)
    stack.push(...lists.supports(id), ...lists.contexts(id))
  }
  return new Map([...is].filter(([id, value]) => value !== before.reachable.has(id)))
}

/** Everything below some elements, themselves included. */
export function below(starts: readonly ElementId[], lists: Lists): Set<ElementId> {
  const seen = new Set<ElementId>()
  const stack = [...starts]
  while (stack.length > 0) {
    const id = stack.pop()
    if (id === undefined || seen.has(id)) continue
    seen.add(id)
    stack.push(...lists.supports(id), ...lists.contexts(id))
  }
  return seen
}
