'use client'
import { useMemo } from 'react'
import { useLedger } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { addToThreads, NO_THREADS, type Thread, type Threads, threadsAbout } from '@/lib/review/threads'
import type { LedgerEntry } from '@/lib/wire/ledger'

// One reduction for all texts on screen: they ask about the same entries.
let last: { readonly entries: readonly LedgerEntry[]; readonly threads: Threads } | undefined

/** The open threads about marked words of one text: a field's name, or `narrative`. */
export function usePassageThreads(element: ElementId, field: string): readonly Thread[] {
  const entries = useLedger()
  return useMemo(() => {
    if (last?.entries !== entries) last = { entries, threads: addToThreads(NO_THREADS, entries) }
    return threadsAbout(last.threads, element).filter(
      ({ passage, resolved, removed, proposal }) =>
        passage?.field === field && resolved === undefined && removed === undefined && proposal === undefined,
    )
  }, [entries, element, field])
}
