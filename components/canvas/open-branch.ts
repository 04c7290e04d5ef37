import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { type BranchOptions, layoutBranch } from '@/lib/layout/branch'
import { looseRoots } from '@/lib/layout/loose'
import { type Frame, layoutOverview } from '@/lib/layout/overview'
import type { Picture } from '@/lib/layout/picture'
import type { Sizer } from '@/lib/layout/shapes'

/** The top of what is open: the head of a capability, else the element of that name; undefined for the overview. */
export function openRoot(graph: CaseGraph, open: string | undefined): ElementId | undefined {
  if (open === undefined) return undefined
  let named: ElementId | undefined
  for (const element of graph.elements.values()) {
    if (element.role === 'C2' && element.capability === open) return element.id
    if (element.name === open) named ??= element.id
  }
  return named
}

/** The picture for the place one is at: the overview, or the argument of the open capability. */
export function pictureFor(
  graph: CaseGraph,
  open: string | undefined,
  sizer: Sizer,
  frame: Frame,
  previous: BranchOptions['previous'],
): Picture {
  const root = openRoot(graph, open)
  if (root === undefined) {
    return layoutOverview(graph, sizer, { frame, loose: looseRoots(graph, isOfWholeCase) })
  }
  const capability = graph.elements.get(root)?.capability
  const belongs = (element: Element) => capability !== undefined && element.capability === capability
  return layoutBranch(graph, root, sizer, { previous, loose: looseRoots(graph, belongs) })
}

function isOfWholeCase(element: Element): boolean {
  return element.capability === undefined
}
