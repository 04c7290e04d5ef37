'use client'
import { useCanEdit, useSynced } from '@/components/workspace/CaseContext'
import type { CaseGraph } from '@/lib/gsn/graph'
import { readTerms, type Term } from '@/lib/term/read'
import { type Suggestion, suggestTopics, termFacts } from '@/lib/term/suggest'

/** Whether nothing can be changed now: without the right, or before the content has arrived. */
export function useReadOnly(): boolean {
  const canEdit = useCanEdit()
  const synced = useSynced()
  return !canEdit || !synced
}

const terms = new WeakMap<CaseGraph, readonly Term[]>()

/** The terms of a graph; each graph is read once. */
export function termsOf(graph: CaseGraph): readonly Term[] {
  const rows = terms.get(graph) ?? readTerms(graph)
  terms.set(graph, rows)
  return rows
}

const suggestions = new WeakMap<CaseGraph, readonly Suggestion[]>()

/** Topics that matter in this case, chosen or not. */
export function suggestionsOf(graph: CaseGraph): readonly Suggestion[] {
  const rows = suggestions.get(graph) ?? suggestTopics(termFacts(graph))
  suggestions.set(graph, rows)
  return rows
}
