import { linkKey } from '@/components/workspace/resolve'
import { formatPlace } from '@/components/workspace/selection'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'

/** Puts a link that opens here into the clipboard. @returns a sentence about it */
export async function copyLink(
  caseId: string,
  graph: CaseGraph,
  id: ElementId,
  open: string | undefined,
): Promise<string> {
  const place = formatPlace({ element: linkKey(graph, id), view: 'canvas', open, tab: 'details' })
  const link = `${window.location.origin}/cases/${encodeURIComponent(caseId)}${place}`
  try {
    await navigator.clipboard.writeText(link)
    return `The link to ${graph.elements.get(id)?.name ?? 'it'} is in the clipboard.`
  } catch {
    return `This browser does not let a page write the clipboard. The link is ${link}`
  }
}
