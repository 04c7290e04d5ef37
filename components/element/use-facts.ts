import { useGraph } from '@/components/workspace/CaseContext'
import { type Facet, facetOf } from '@/lib/case/fields'
import type { ElementId } from '@/lib/gsn/graph'
import type { Kind } from '@/lib/gsn/kinds'

/** What stays the same while somebody types into an element. */
export interface Facts {
  readonly kind: Kind
  readonly role: string | undefined
  readonly capability: string | undefined
  readonly facet: Facet | undefined
  readonly name: string
  readonly undeveloped: boolean
  readonly away: ElementId | undefined
  readonly deleted: boolean
  /** [EXC14] The file that it was taken from, and where in it. */
  readonly takenFrom: string | undefined
  readonly takenAt: string | undefined
}

/**
 * [PNL8] The facts about an element without its texts and fields: who reads only these is not drawn again at a
 * keystroke. Binned elements included; undefined when there is no such element.
 */
export function useFacts(id: ElementId): Facts | undefined {
  return useGraph((graph) => {
    const element = graph.elements.get(id) ?? graph.bin.get(id)
    if (element === undefined) return undefined
    const { kind, role, capability, name, undeveloped, away, deleted, takenFrom, takenAt } = element
    return { kind, role, capability, facet: facetOf(element), name, undeveloped, away, deleted, takenFrom, takenAt }
  })
}
