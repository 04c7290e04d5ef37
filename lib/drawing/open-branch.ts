import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { liveOf, touchedBetween } from '@/lib/gsn/touched'
import { type BranchOptions, layoutBranch } from '@/lib/layout/branch'
import { looseRoots } from '@/lib/layout/loose'
import { type Frame, layoutOverview } from '@/lib/layout/overview'
import type { Picture } from '@/lib/layout/picture'
import type { Sizer } from '@/lib/layout/shapes'

/** The top of what is open: the head of a capability, else the element of that name or id; undefined for the overview. */
export function openRoot(graph: CaseGraph, open: string | undefined): ElementId | undefined {
  if (open === undefined) return undefined
  const live = liveOf(graph)
  if (live === undefined) return searchRoot(graph, open)
  let known = ROOTS.get(live)
  if (known === undefined || !sameNames(known.graph, graph)) known = { graph, roots: new Map() }
  known.graph = graph
  ROOTS.set(live, known)
  if (!known.roots.has(open)) known.roots.set(open, searchRoot(graph, open))
  return known.roots.get(open)
}

/** What was found in the readings of one live document, for as long as nobody renames anything. */
const ROOTS = new WeakMap<object, { graph: CaseGraph; readonly roots: Map<string, ElementId | undefined> }>()

function sameNames(before: CaseGraph, after: CaseGraph): boolean {
  for (const id of touchedBetween(before, after)) {
    const [was, is] = [before.elements.get(id), after.elements.get(id)]
    if (was?.name !== is?.name || was?.role !== is?.role || was?.capability !== is?.capability) return false
  }
  return true
}

function searchRoot(graph: CaseGraph, open: string): ElementId | undefined {
  let named: ElementId | undefined
  for (const element of graph.elements.values()) {
    if (element.role === 'C2' && element.capability === open) return element.id
    if (element.name === open || element.id === open) named ??= element.id
  }
  return named
}

/** What to write into the address to focus on the branch of an element. */
export function openKey(graph: CaseGraph, id: ElementId): string | undefined {
  if (id === graph.rootId) return undefined
  const element = graph.elements.get(id)
  if (element?.role === 'C2' && element.capability !== undefined) return element.capability
  const name = element?.name ?? id
  return /^[\w-]{1,64}$/.test(name) && openRoot(graph, name) === id ? name : id
}

/** The picture for the place one is at: the overview, or the argument of the open capability or branch. */
export function pictureFor(
  graph: CaseGraph,
  open: string | undefined,
  sizer: Sizer,
  frame: Frame,
  options: Pick<BranchOptions, 'previous' | 'closed' | 'offsets' | 'memo'> = {},
): Picture {
  const root = openRoot(graph, open)
  if (root === undefined) {
    const loose = looseRoots(graph, isOfWholeCase)
    return layoutOverview(graph, sizer, { frame, loose, offsets: options.offsets })
  }
  const head = graph.elements.get(root)
  // A focus on one branch shows that branch only; what is not connected belongs to the picture of its capability.
  const belongs = (element: Element) => head?.role === 'C2' && element.capability === head.capability
  return layoutBranch(graph, root, sizer, { ...options, loose: looseRoots(graph, belongs) })
}

function isOfWholeCase(element: Element): boolean {
  return element.capability === undefined
}
