import type { Side } from '@/lib/access/policy'
import { type Waiting, waitingFor } from '@/lib/review/inbox'
import { caseReview } from './case-review'
import type { Heads } from './heads'
import { keptBy } from './kept'

/** Somebody's seat in a case. */
export interface Seat {
  readonly personId: string
  readonly side?: Side
  readonly rights: readonly string[]
}

/** Answers that are kept: one person in one case each. */
const KEPT = 2_000
/** A longer list is not kept: few have one, and it would outweigh all others. */
const LONGEST = 200

/**
 * [REV19] What waits for a person in a case, kept for as long as neither the case nor what they may read of its ledger
 * goes on. What the other side says among itself changes nothing here, not even whether it is kept.
 */
export async function waitingIn(caseId: string, seat: Seat, heads: Heads): Promise<readonly Waiting[]> {
  const { personId, side, rights } = seat
  const own = side === undefined ? 0 : heads[side]
  const stamp = [heads.epoch, heads.seq, heads.shared, own, side ?? '', ...rights].join(' ')
  const kept = keptBy<{ stamp: string; waiting: readonly Waiting[] }>('accord.waiting', KEPT)
  const key = `${caseId} ${personId}`
  const known = kept.get(key)
  if (known?.stamp === stamp) return known.waiting
  const { review, entries } = await caseReview(caseId, side, heads)
  const waiting = waitingFor(review, entries, { id: personId, rights, ...(side === undefined ? {} : { side }) })
  if (waiting.length <= LONGEST) kept.set(key, { stamp, waiting })
  return waiting
}
