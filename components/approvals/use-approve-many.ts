'use client'
import { useCallback, useRef, useState } from 'react'
import { freshKey, reviewCalls } from '@/components/review/review-calls'
import { useRoom } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import type { ClaimDigests } from '@/lib/review/digests'
import { MANY_CLAIMS } from '@/lib/review/requests'
import type { NotApproved } from '@/lib/review/verdict'

/** What became of the last attempt to approve many claims. */
export interface ManyResult {
  readonly recorded: number
  readonly unchanged: number
  readonly refused: readonly NotApproved[]
  /** Why it could not be done at all, or not to its end. */
  readonly problem?: string
}

/** Approves many claims as they were seen, and says what became of it: all that can be is recorded, the rest is named. */
export function useApproveMany() {
  const { caseId } = useRoom()
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<ManyResult>()
  // The same claims as last time, and no answer came: the same key asks for it again.
  const attempt = useRef<{ of: ReadonlyMap<ElementId, ClaimDigests>; key: string }>(undefined)

  const approve = useCallback(
    async (claims: ReadonlyMap<ElementId, ClaimDigests>): Promise<boolean> => {
      setBusy(true)
      const key = attempt.current?.of === claims ? attempt.current.key : freshKey()
      attempt.current = { of: claims, key }
      const all = [...claims].map(([claim, digests]) => ({ claim, digests }))
      let sum: ManyResult = { recorded: 0, unchanged: 0, refused: [] }
      for (let from = 0; from < all.length && sum.problem === undefined; from += MANY_CLAIMS) {
        const portion = all.slice(from, from + MANY_CLAIMS)
        const outcome = await reviewCalls(caseId).approveMany({ claims: portion }, `${key}-${from}`)
        if (!outcome.ok) sum = { ...sum, problem: outcome.refusal.message }
        else {
          const { recorded, unchanged, refused } = outcome.value
          sum = {
            recorded: sum.recorded + recorded,
            unchanged: sum.unchanged + unchanged,
            refused: [...sum.refused, ...refused],
          }
        }
      }
      setBusy(false)
      setResult(sum)
      if (sum.problem === undefined) attempt.current = undefined
      return sum.problem === undefined
    },
    [caseId],
  )
  return { busy, result, approve, forget: useCallback(() => setResult(undefined), []) }
}
