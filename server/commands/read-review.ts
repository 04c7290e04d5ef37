import { SIDES, type Side } from '@/lib/access/policy'
import { readCase } from '@/lib/case/read'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { causesInWords } from '@/lib/review/causes'
import { isClaim } from '@/lib/review/digests'
import { type ReviewState, reviewState, staleCauses } from '@/lib/review/state'
import { addToThreads, NO_THREADS, threadsInOrder } from '@/lib/review/threads'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { readLedger } from './read-ledger'

/** Threads and approvals as the reader may see them, held against the committed case. */
export async function readReview(
  person: Person,
  caseId: string,
): Promise<Outcome<ReviewState & { readonly seq: number }>> {
  const ledger = await readLedger(person, caseId, null)
  if (!ledger.ok) return ledger
  const { graph, seq } = await runtime().rooms.read(caseId, (doc, at) => ({ graph: readCase(doc), seq: at }))
  return ok({ ...reviewState(graph, ledger.value.entries), seq })
}

/**
 * The approvals: of every claim its digests, its state in one word, and where each side stands and why.
 * @param claim  only this one; refusal `element-not-found`
 */
export async function readApprovals(person: Person, caseId: string, claim: string | null): Promise<Outcome<unknown>> {
  const read = await readReview(person, caseId)
  if (!read.ok) return read
  const review = read.value
  if (claim !== null && !isClaim(review.graph, claim)) {
    return refuse('element-not-found', 'There is no such claim in the case.')
  }
  const ids = claim === null ? [...review.claims.keys()].sort() : [claim]
  return ok({
    claims: ids.map((id) => ({
      claim: id,
      name: review.graph.elements.get(id)?.name,
      digests: review.digests.get(id),
      status: review.claims.get(id)?.status,
      sides: Object.fromEntries(SIDES.map((side) => [side, sideOf(review, id, side)])),
    })),
  })
}

function sideOf(review: ReviewState, claim: string, side: Side): unknown {
  const state = review.claims.get(claim)?.sides[side]
  switch (state?.state) {
    case 'approved':
      return {
        state: 'approved',
        by: state.approval.by,
        for: state.approval.for,
        at: state.approval.at,
        note: state.approval.note,
      }
    case 'stale': {
      const { by, at, for: whom } = state.approval
      return {
        state: 'stale',
        by,
        for: whom,
        at,
        why: causesInWords(review.graph, claim, staleCauses(review, claim, side)),
      }
    }
    default:
      return state
  }
}

/**
 * The threads that the reader may see, open ones first.
 * @param element   only those on this element
 * @param proposal  only those on this proposed version
 */
export async function readThreads(
  person: Person,
  caseId: string,
  { element, proposal }: { readonly element: string | null; readonly proposal: string | null },
): Promise<Outcome<unknown>> {
  const ledger = await readLedger(person, caseId, null)
  if (!ledger.ok) return ledger
  const threads = threadsInOrder(addToThreads(NO_THREADS, ledger.value.entries), element ?? undefined)
  return ok({ threads: proposal === null ? threads : threads.filter((one) => String(one.proposal) === proposal) })
}
