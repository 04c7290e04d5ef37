'use client'
import { useRoom } from '@/components/workspace/CaseContext'
import type { CaseRoom } from '@/components/workspace/room'
import { type Readable, useSelected } from '@/components/workspace/use-store'
import type { ElementId } from '@/lib/gsn/graph'
import { stalenessEffect } from '@/lib/review/staleness'
import type { ClaimReview, ClaimStatus, ReviewState } from '@/lib/review/state'
import { createReviewStore } from './review-store'

const stores = new WeakMap<CaseRoom, Readable<ReviewState>>()

/** The one review store of a room; made when somebody first asks. */
export function reviewStoreOf(room: CaseRoom): Readable<ReviewState> {
  let store = stores.get(room)
  if (store === undefined) {
    const { reader, ledger } = room
    store = createReviewStore(
      { get: () => reader.graph(), subscribe: (listener) => reader.subscribe(listener) },
      { get: () => ledger.get(), subscribe: (listener) => ledger.subscribe(listener) },
    )
    stores.set(room, store)
  }
  return store
}

/** Reads threads and approvals through a selector; compared one level deep, as `useGraph` does. */
export function useReviewState<T>(selector: (review: ReviewState) => T): T {
  return useSelected(reviewStoreOf(useRoom()), selector)
}

/** Where both sides stand on a claim; undefined for what is not a claim of the case. */
export function useReview(claim: ElementId | undefined): ClaimReview | undefined {
  return useReviewState((review) => (claim === undefined ? undefined : review.claims.get(claim)))
}

/** The claim's state in one word, for badges; undefined for what is not a claim. */
export function useClaimStatus(claim: ElementId): ClaimStatus | undefined {
  return useReviewState((review) => review.claims.get(claim)?.status)
}

/** How many threads about this element are open, of those that I may read. */
export function useOpenThreads(element: ElementId): number {
  return useReviewState((review) => review.openThreads.get(element) ?? 0)
}

/** [REV10] How many approvals an edit of this element would put out of date. */
export function useStalenessEffect(element: ElementId | undefined): number {
  return useReviewState((review) => (element === undefined ? 0 : stalenessEffect(review, element)))
}
