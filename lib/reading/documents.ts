import { supportingDocuments } from '@/lib/context/documents'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { remembered } from './remember'

export interface DocumentRow {
  readonly id: string
  readonly title: string
  readonly filledBy: readonly ElementId[]
  /** Elements that should fill it and do not yet. */
  readonly open: readonly ElementId[]
}

/** The supporting documents of IEC TR 80001-2-9 with the elements that fill each; one that fills it in part is open. */
export const documentChecklist: (graph: CaseGraph) => readonly DocumentRow[] = remembered(() => ({
  read: (graph: CaseGraph) =>
    supportingDocuments(graph).map(({ id, title, parts }) => {
      const open = new Set(parts.filter(({ filled }) => !filled).map(({ element }) => element))
      const filledBy = new Set(parts.map(({ element }) => element).filter((element) => !open.has(element)))
      return { id, title, filledBy: [...filledBy], open: [...open] }
    }),
}))
