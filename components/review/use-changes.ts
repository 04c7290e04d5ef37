'use client'
import { useEffect, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { useRoom } from '@/components/workspace/CaseContext'
import type { Side } from '@/lib/access/policy'
import type { Change } from '@/lib/agreement/difference'
import type { ElementId } from '@/lib/gsn/graph'
import { useReviewState } from './use-review'

export interface ChangesAnswer {
  readonly by: string
  readonly at: string
  readonly changes: readonly Change[]
}

export type Fetched =
  | { readonly answer: ChangesAnswer; readonly problem?: undefined }
  | { readonly answer?: undefined; readonly problem: string }

/**
 * [REV25] What changed since a side approved a claim, asked again whenever the claim moves on; undefined while it is fetched.
 */
export function useChanges(claim: ElementId, side: Side): Fetched | undefined {
  const { caseId } = useRoom()
  const now = useReviewState((review) => Object.values(review.digests.get(claim) ?? {}).join())
  const [fetched, setFetched] = useState<Fetched>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: other digests are another question
  useEffect(() => {
    let current = true
    const query = new URLSearchParams({ claim, side })
    const path = `/api/cases/${encodeURIComponent(caseId)}/approvals/changes?${query}`
    void callApi<ChangesAnswer>(path).then((outcome) => {
      if (current) setFetched(outcome.ok ? { answer: outcome.value } : { problem: outcome.refusal.message })
    })
    return () => {
      current = false
    }
  }, [caseId, claim, side, now])
  return fetched
}
