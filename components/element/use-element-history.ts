'use client'
import { useCallback, useEffect, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { useRoom } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import type { Refusal } from '@/lib/gsn/outcome'

/** What one person did to an element without a longer pause, as the server tells it. */
export interface ElementChangeLine {
  /** Its first and last step of the case's history. */
  readonly from: number
  readonly to: number
  readonly start: string
  readonly end: string
  readonly by: { readonly id: string; readonly name: string }
  readonly side?: 'mdm' | 'hdo'
  /** A line each, ready to be shown; `on` tells what it is about. */
  readonly what: readonly { readonly words: string; readonly on: string }[]
}

interface Read {
  readonly changes: readonly ElementChangeLine[]
  readonly next?: number | undefined
  readonly refusal?: Refusal
}

/** The history of one element, newest first, older ones on request. */
export function useElementHistory(element: ElementId) {
  const { caseId } = useRoom()
  const [read, setRead] = useState<Read>({ changes: [] })
  const [busy, setBusy] = useState(true)
  const load = useCallback(
    async (before?: number) => {
      setBusy(true)
      const query = before === undefined ? '' : `?before=${before}`
      const path = `/api/cases/${encodeURIComponent(caseId)}/history/elements/${encodeURIComponent(element)}${query}`
      const answer = await callApi<{ changes: ElementChangeLine[]; next?: number }>(path)
      setBusy(false)
      setRead((known) => {
        if (!answer.ok) return { ...known, refusal: answer.refusal }
        const { changes, next } = answer.value
        return { changes: before === undefined ? changes : [...known.changes, ...changes], next }
      })
    },
    [caseId, element],
  )
  useEffect(() => void load(), [load])
  return { ...read, busy, more: () => void load(read.next), again: () => void load() }
}
