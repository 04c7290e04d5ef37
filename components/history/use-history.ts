'use client'
import { useCallback, useEffect, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import type { Refusal } from '@/lib/gsn/outcome'
import type { CaseChange } from '@/lib/history/case-changes'

export interface HistorySession {
  readonly from: number
  readonly to: number
  readonly start: string
  readonly end: string
  readonly people: readonly {
    readonly personId: string
    readonly name: string
    readonly side?: 'mdm' | 'hdo'
    readonly changes: number
  }[]
}

interface Timeline {
  readonly sessions: readonly HistorySession[]
  readonly next: number | undefined
  readonly refusal: Refusal | undefined
  readonly busy: boolean
  more(): void
  again(): void
}

/** The timeline, fetched from the newest backwards. */
export function useTimeline(caseId: string): Timeline {
  const [sessions, setSessions] = useState<readonly HistorySession[]>([])
  const [next, setNext] = useState<number>()
  const [refusal, setRefusal] = useState<Refusal>()
  const [busy, setBusy] = useState(false)
  const load = useCallback(
    async (before: number | undefined) => {
      setBusy(true)
      const query = before === undefined ? '' : `?before=${before}`
      const answer = await callApi<{ sessions: HistorySession[]; next?: number }>(
        `/api/cases/${encodeURIComponent(caseId)}/history/sessions${query}`,
      )
      setBusy(false)
      if (!answer.ok) return setRefusal(answer.refusal)
      setRefusal(undefined)
      setSessions((known) => (before === undefined ? answer.value.sessions : [...known, ...answer.value.sessions]))
      setNext(answer.value.next)
    },
    [caseId],
  )
  useEffect(() => void load(undefined), [load])
  return {
    sessions,
    next,
    refusal,
    busy,
    more: () => void load(next),
    again: () => void load(undefined),
  }
}

/** What two states differ in; undefined while it is fetched. */
export function useComparison(caseId: string, from: string, to: string): Outcome | undefined {
  const [outcome, setOutcome] = useState<Outcome>()
  useEffect(() => {
    let current = true
    setOutcome(undefined)
    const query = new URLSearchParams({ from, to })
    void callApi<{ changes: CaseChange[] }>(`/api/cases/${encodeURIComponent(caseId)}/compare?${query}`).then(
      (answer) => {
        if (!current) return
        setOutcome(answer.ok ? { changes: answer.value.changes } : { refusal: answer.refusal })
      },
    )
    return () => {
      current = false
    }
  }, [caseId, from, to])
  return outcome
}

type Outcome =
  | { readonly changes: readonly CaseChange[]; readonly refusal?: undefined }
  | { readonly changes?: undefined; readonly refusal: Refusal }
