import type { CaseGraph, ElementId } from '../gsn/graph'
import { touchedBetween } from '../gsn/touched'
import type { KeptBlocks, Sizing } from './blocks'
import type { Spanning } from './spanning'

/** What is remembered between two sizings of one branch. Belongs to one sizer. */
export interface SizingMemo {
  readonly kept: KeptBlocks
  readonly last?: Sizing
  /** Spots that the columns handed on by the last arrangement may change. */
  readonly unsettled: readonly number[]
  /** The columns that the last arrangement handed on. */
  readonly columns: ReadonlyMap<ElementId, number>
}

/**
 * The spots that an edit may have given another size, children before parents.
 * @returns undefined when all have to be looked at
 */
export function spotsToSize(
  graph: CaseGraph,
  spanning: Spanning,
  lists: boolean,
  previous: ReadonlyMap<ElementId, number> | undefined,
  { last, unsettled, columns }: SizingMemo,
): readonly number[] | undefined {
  if (last === undefined || last.spanning !== spanning || last.lists !== lists) return undefined
  if (previous !== last.previous && previous !== columns) return undefined
  const dirty = new Set<number>()
  const add = (spot: number) => {
    for (let at = spot; at >= 0 && !dirty.has(at); at = spanning.spots[at]!.parent) dirty.add(at)
  }
  for (const id of touchedBetween(last.graph, graph)) {
    const [before, after] = [last.graph.elements.get(id), graph.elements.get(id)]
    if (before === after) continue
    const spot = spanning.spotOf.get(id)
    if (spot === undefined) continue
    if (before?.kind !== after?.kind || before?.facet !== after?.facet) return undefined
    add(spot)
  }
  if (previous !== last.previous) for (const spot of unsettled) add(spot)
  return [...dirty].sort((a, b) => b - a)
}
