'use client'
import { useGraph, useRoom } from '@/components/workspace/CaseContext'
import { facetOf, fieldsOf } from '@/lib/case/fields'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import type { Passage } from '@/lib/review/entries'
import { NARRATIVE, passageText, resolvePassage } from '@/lib/review/passage'

/** What a field is called on screen: "Statement", "Narrative", or its label. */
export function fieldWord(graph: CaseGraph, id: ElementId, field: string): string {
  if (field === 'statement') return 'Statement'
  if (field === NARRATIVE) return 'Narrative'
  const element = graph.elements.get(id) ?? graph.bin.get(id)
  return fieldsOf(element === undefined ? undefined : facetOf(element))[field]?.label ?? field
}

/** [REV18] Whether marked words still stand there, live: as they were, with other words in them, or not any more. */
export function usePassageState(element: ElementId, passage: Passage | undefined): 'there' | 'changed' | 'gone' {
  const { doc } = useRoom()
  return useGraph(() => {
    if (passage === undefined) return 'there'
    const found = resolvePassage(doc, element, passage)
    return found === undefined ? 'gone' : found.exact ? 'there' : 'changed'
  })
}

/** The words a suggestion would replace, as they stand now; undefined when they are gone. */
export function useWordsNow(element: ElementId, passage: Passage | undefined): string | undefined {
  const { doc } = useRoom()
  return useGraph(() => {
    if (passage === undefined) return passageText(doc, element, 'statement')
    const found = resolvePassage(doc, element, passage)
    return found === undefined ? undefined : passageText(doc, element, passage.field).slice(found.start, found.end)
  })
}
