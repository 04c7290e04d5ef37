import { isListItem } from '../context/lists'
import { challengesAgainst } from '../gsn/challenge'
import { type CaseGraph, type ElementId, relationKey } from '../gsn/graph'
import type { RelationType } from '../gsn/kinds'

/** An element with the relatives that are drawn with it. Each element of the picture stands in exactly one place. */
export interface Spot {
  readonly id: ElementId
  /** Index of the spot above it; -1 for a root. */
  readonly parent: number
  readonly depth: number
  readonly children: number[]
  readonly contexts: ElementId[]
}

export interface ExtraRelation {
  readonly key: string
  readonly from: ElementId
  readonly to: ElementId
  readonly type: RelationType
}

export interface Spanning {
  /** Parents before children, siblings in document order. */
  readonly spots: readonly Spot[]
  /** For each spot, the index after the last one below it. */
  readonly ends: readonly number[]
  /** The spot in which each element is drawn: its own, or that of the element it stands beside. */
  readonly spotOf: ReadonlyMap<ElementId, number>
  /** Relations to an element that is already placed elsewhere: drawn as routes of their own. */
  readonly extras: readonly ExtraRelation[]
  /** [GSN14] Elements that stand where they do because they challenge something there. */
  readonly challengers: ReadonlySet<ElementId>
}

/**
 * [LAY2] Gives each element below the roots one place: under the first element, in document order, that rests on it.
 * @param stopAt  elements whose sub-argument stays closed
 * @param taken   elements that have a place outside this forest already
 */
export function spanningForest(
  graph: CaseGraph,
  roots: readonly ElementId[],
  stopAt: ReadonlySet<ElementId> = new Set(),
  taken: Iterable<ElementId> = [],
): Spanning {
  const spots: Spot[] = []
  const placed = new Set<ElementId>(taken)
  const extras: ExtraRelation[] = []
  const challengers = new Set<ElementId>()
  const stack: { id: ElementId; parent: number }[] = []
  const extra = (from: ElementId, type: RelationType, to: ElementId) =>
    extras.push({ key: relationKey({ from, type, to }), from, to, type })

  const standsBeside = (id: ElementId) => graph.supports(id).length + graph.contexts(id).length === 0

  const open = (id: ElementId, parent: number) => {
    const above = spots[parent]
    if (placed.has(id)) {
      // A challenge that ends elsewhere has a way of its own.
      if (above !== undefined && !challengers.has(id)) extra(above.id, 'supportedBy', id)
      return
    }
    placed.add(id)
    const index = spots.length
    const spot: Spot = { id, parent, depth: (above?.depth ?? -1) + 1, children: [], contexts: [] }
    spots.push(spot)
    above?.children.push(index)
    for (const context of graph.contexts(id)) {
      // The lists of the case are told by CTXT2: drawn one by one they would bury the argument [CTX14].
      if (isListItem(graph.elements.get(context))) continue
      if (placed.has(context)) extra(id, 'inContextOf', context)
      else {
        placed.add(context)
        spot.contexts.push(context)
      }
    }
    const against = [id, ...spot.contexts].flatMap((each) => challengesAgainst(graph, each).map(({ from }) => from))
    const argued = against.filter((each) => !placed.has(each) && !standsBeside(each))
    for (const challenger of against) {
      if (placed.has(challenger) || !standsBeside(challenger)) continue
      placed.add(challenger)
      challengers.add(challenger)
      spot.contexts.push(challenger)
    }
    if (stopAt.has(id)) return
    // What has an argument of its own stands below what it challenges, after what supports that.
    for (const challenger of [...new Set(argued)].reverse()) {
      challengers.add(challenger)
      stack.push({ id: challenger, parent: index })
    }
    for (const child of [...graph.supports(id)].reverse()) stack.push({ id: child, parent: index })
  }

  for (const root of roots) {
    if (!graph.elements.has(root) || placed.has(root)) continue
    open(root, -1)
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) open(next.id, next.parent)
  }
  return { spots, ends: endsOf(spots), spotOf: spotsById(spots), extras, challengers }
}

function spotsById(spots: readonly Spot[]): Map<ElementId, number> {
  const byId = new Map<ElementId, number>()
  for (const [index, { id, contexts }] of spots.entries()) {
    byId.set(id, index)
    for (const context of contexts) byId.set(context, index)
  }
  return byId
}

function endsOf(spots: readonly Spot[]): number[] {
  const ends = spots.map((_, index) => index + 1)
  for (let index = spots.length - 1; index > 0; index--) {
    const { parent } = spots[index]!
    if (parent >= 0) ends[parent] = Math.max(ends[parent]!, ends[index]!)
  }
  return ends
}
