'use client'
import { useCallback, useMemo, useState } from 'react'
import { reviewStoreOf } from '@/components/review/use-review'
import { useRoom } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import type { ClaimDigests } from '@/lib/review/digests'

/** The claims that were chosen, each with the digests of what stood there when it was chosen. */
export interface Chosen {
  readonly claims: ReadonlyMap<ElementId, ClaimDigests>
  set(ids: readonly ElementId[], chosen: boolean): void
  clear(): void
}

/** Choosing claims to approve together: what is approved is what stood there when each was chosen. */
export function useChosen(): Chosen {
  const room = useRoom()
  const [claims, setClaims] = useState<ReadonlyMap<ElementId, ClaimDigests>>(new Map())
  const set = useCallback(
    (ids: readonly ElementId[], chosen: boolean) => {
      const { digests } = reviewStoreOf(room).get()
      setClaims((before) => {
        const next = new Map(before)
        for (const id of ids) {
          const now = digests.get(id)
          if (!chosen || now === undefined) next.delete(id)
          else if (!next.has(id)) next.set(id, now)
        }
        return next
      })
    },
    [room],
  )
  const clear = useCallback(() => setClaims(new Map()), [])
  return useMemo(() => ({ claims, set, clear }), [claims, set, clear])
}
