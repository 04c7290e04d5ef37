'use client'
import { useCallback, useMemo } from 'react'
import { reviewStoreOf, useReviewState } from '@/components/review/use-review'
import { useCaseFindings, useGraph, useMe, useRoom } from '@/components/workspace/CaseContext'
import type { CaseFindings } from '@/lib/findings/create-findings'
import type { CaseGraph } from '@/lib/gsn/graph'
import type { ReviewState } from '@/lib/review/state'
import { anyFilter, type Filters, filtered } from './outline-filters'

const NONE: readonly string[] = []

/**
 * The elements that the filters let through, live; undefined while there are no filters, and then nothing is read.
 * @param keep an element that stays in
 */
export function useFilteredIds(filters: Filters, keep?: string): ReadonlySet<string> | undefined {
  const room = useRoom()
  const { side: mine } = useMe()
  const on = anyFilter(filters)
  const findings = useCaseFindings(
    useCallback((now: CaseFindings): CaseFindings | undefined => (on ? now : undefined), [on]),
  )
  // Compared by value: a keystroke makes a new review state that says the same.
  const said = useReviewState(useCallback((review: ReviewState) => (on ? voices(review) : NONE), [on]))
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said` tells when the review that is read here differs
  const select = useCallback(
    (graph: CaseGraph): readonly string[] =>
      findings === undefined
        ? NONE
        : filtered(graph, graph.elements.keys(), filters, { findings, review: reviewStoreOf(room).get(), mine }),
    [findings, said, filters, mine, room],
  )
  const ids = useGraph(select)
  return useMemo(() => (on ? new Set(keep === undefined ? ids : [...ids, keep]) : undefined), [on, ids, keep])
}

function voices({ claims, openThreads }: ReviewState): string[] {
  const states = [...claims].map(([id, { sides }]) => `${id} ${sides.mdm.state} ${sides.hdo.state}`)
  return [...states, ...[...openThreads].map(([id, open]) => `${id} ${open}`)]
}
