import type { Finding } from '@/lib/findings/rule'
import type { Element } from '@/lib/gsn/graph'
import type { View } from './selection'

/** The view in which a finding is solved: the list or the page that it speaks of, else the canvas. */
export function viewFor({ rule }: Pick<Finding, 'rule'>, element: Pick<Element, 'facet'> | undefined): View {
  if (rule.startsWith('DCM')) return 'documents'
  if (rule.startsWith('TRM')) return 'terms'
  const facet = element?.facet
  return facet === 'device' || facet === 'system' || facet === 'asset' || facet === 'interface' ? 'context' : 'canvas'
}
