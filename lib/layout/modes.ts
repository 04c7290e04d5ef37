import type { Element } from '../gsn/graph'
import { KINDS } from '../gsn/kinds'
import type { Spot } from './spanning'

/** Beyond this, evidence beside a list row makes the row higher than it is readable. */
const MOST_EVIDENCE_BESIDE = 4

/** How what hangs on an element stands, or how it stands itself in the list of another one. */
export type Mode = 'leaf' | 'below' | 'grid' | 'list' | 'item' | 'beside'

/** [LAY4] The mode of each spot. @param lists  false where no hanging lists are wanted */
export function modesOf(spots: readonly Spot[], element: (spot: Spot) => Element, lists: boolean): Mode[] {
  const isLeaf = (index: number) => spots[index]!.children.length === 0 && spots[index]!.contexts.length === 0
  const isRow = (index: number) => {
    const { children } = spots[index]!
    return children.length <= MOST_EVIDENCE_BESIDE && children.every(isLeaf)
  }
  const modes: Mode[] = spots.map((spot) =>
    spot.children.length === 0 ? 'leaf' : spot.children.length === 1 ? 'below' : 'grid',
  )
  if (!lists) return modes
  for (const [index, spot] of spots.entries()) {
    if (KINDS[element(spot).kind].outline !== 'parallelogram' || spot.children.length === 0) continue
    if (!spot.children.every(isRow)) continue
    modes[index] = 'list'
    for (const child of spot.children) {
      modes[child] = 'item'
      for (const leaf of spots[child]!.children) modes[leaf] = 'beside'
    }
  }
  return modes
}

/** For each spot whether it stands below a risk: risks stand in narrow columns, so there all contexts stand at the right. */
export function belowRisk(spots: readonly Spot[], element: (spot: Spot) => Element): boolean[] {
  const below: boolean[] = []
  for (const spot of spots) below.push((below[spot.parent] ?? false) || element(spot).facet === 'risk')
  return below
}
