import type { Side } from '@/lib/access/policy'
import { readCase } from '@/lib/case/read'
import type { CaseGraph } from '@/lib/gsn/graph'
import { claimDigests, type DigestMap } from '@/lib/review/digests'
import { addToRecord, NOTHING_SAID, type ReviewRecord, type ReviewState, reviewOf } from '@/lib/review/state'
import { type Chain, type LedgerEntry, readableChains } from '@/lib/wire/ledger'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import type { Heads } from './heads'
import { keptBy } from './kept'

export interface CaseReview {
  readonly review: ReviewState
  /** The shared chain and that side's, oldest first in each. */
  readonly entries: readonly LedgerEntry[]
}

/** What was read of a case for one side. A case that goes on is read on, not read again. */
interface Reading {
  heads: Heads
  graph: CaseGraph
  digests: DigestMap
  record: ReviewRecord
  readonly chains: Map<Chain, LedgerEntry[]>
}

/** Cases that are kept read, for one side each: large ones hold tens of megabytes. */
const KEPT = 12

/**
 * [REV19] The review of a case as one side reads it, at these heads or later: kept between questions, and brought up to
 * what was written since. It is what `reviewState` gives from scratch.
 */
export async function caseReview(caseId: string, side: Side | undefined, heads: Heads): Promise<CaseReview> {
  const kept = keptBy<Reading>('accord.case-reviews', KEPT)
  const key = `${caseId} ${side ?? ''}`
  let reading = kept.get(key)
  if (reading === undefined || reading.heads.epoch !== heads.epoch) {
    reading = { heads, ...(await graphOf(caseId)), record: NOTHING_SAID, chains: new Map() }
  } else if (reading.heads.seq !== heads.seq) {
    Object.assign(reading, await graphOf(caseId))
  }
  const store = createRoomStore(runtime().db)
  for (const chain of readableChains(side)) {
    const known = reading.chains.get(chain) ?? []
    reading.chains.set(chain, known)
    if (known.length >= heads[chain]) continue
    const fresh = (await store.entriesAfter(caseId, chain, known.length)).filter(({ seq }) => seq > known.length)
    known.push(...fresh)
    reading.record = addToRecord(reading.record, fresh)
  }
  reading.heads = heads
  kept.set(key, reading)
  const entries = readableChains(side).flatMap((chain) => reading.chains.get(chain) ?? [])
  return { review: reviewOf(reading.graph, reading.digests, reading.record), entries }
}

async function graphOf(caseId: string): Promise<{ graph: CaseGraph; digests: DigestMap }> {
  const graph = await runtime().rooms.read(caseId, (doc) => readCase(doc))
  return { graph, digests: claimDigests(graph) }
}
