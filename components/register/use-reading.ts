'use client'
import { useCallback, useDeferredValue } from 'react'
import { useGraph } from '@/components/workspace/CaseContext'
import type { CaseGraph } from '@/lib/gsn/graph'

/**
 * A register read from the live case. Each graph is read once; the table follows typing at a lower priority, so that a
 * keystroke elsewhere is never held up by a thousand rows.
 */
export function useReading<R>(read: (graph: CaseGraph) => readonly R[]): readonly R[] {
  return useDeferredValue(useGraph(useCallback((graph: CaseGraph) => cached(read, graph), [read])))
}

const readings = new WeakMap<object, WeakMap<CaseGraph, readonly unknown[]>>()

function cached<R>(read: (graph: CaseGraph) => readonly R[], graph: CaseGraph): readonly R[] {
  const byGraph = readings.get(read) ?? new WeakMap<CaseGraph, readonly unknown[]>()
  readings.set(read, byGraph)
  const known = byGraph.get(graph)
  if (known !== undefined) return known as readonly R[]
  const fresh = read(graph)
  byGraph.set(graph, fresh)
  return fresh
}
