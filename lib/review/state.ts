import { SIDES, type Side } from '@/lib/access/policy'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import type { Alert } from './alerts'
import {
  type Approval,
  type Approvals,
  addToApprovals,
  type ClaimVoices,
  NO_APPROVALS,
  NO_VOICES,
  type Objection,
  type SideVoice,
} from './approvals'
import { type Cause, causesOf } from './causes'
import { type ClaimDigests, type Component, claimDigests, type DigestMap, differingComponents } from './digests'
import type { ReviewEntry } from './entries'
import { addToThreads, NO_THREADS, openThreadCounts, type Threads } from './threads'

/** What the ledger says, before it is held against a graph. */
export interface ReviewRecord {
  readonly threads: Threads
  readonly approvals: Approvals
}

export const NOTHING_SAID: ReviewRecord = { threads: NO_THREADS, approvals: NO_APPROVALS }

/** [REV7] The record after some more entries; give each chain's entries in their order, each once. */
export function addToRecord(record: ReviewRecord, entries: readonly ReviewEntry[]): ReviewRecord {
  const threads = addToThreads(record.threads, entries)
  const approvals = addToApprovals(record.approvals, entries)
  return threads === record.threads && approvals === record.approvals ? record : { threads, approvals }
}

/** Where one side stands on one claim at this moment. */
export type SideState =
  | { readonly state: 'none' }
  | { readonly state: 'approved'; readonly approval: Approval }
  /**
   * Approved once; `differs` says which of the three digests moved on since, `alerts` which advisories were held against
   * the claim since: then it is challenged, whether or not its content moved.
   */
  | {
      readonly state: 'stale'
      readonly approval: Approval
      readonly differs: readonly Component[]
      readonly alerts?: readonly Alert[]
    }
  | { readonly state: 'objected'; readonly objections: readonly Objection[] }

export interface ClaimReview {
  readonly sides: Readonly<Record<Side, SideState>>
  readonly status: ClaimStatus
}

export type ClaimStatus = keyof typeof CLAIM_STATUSES

/** The state of a claim in one word, from the one that needs people most to the one that is done. */
export const CLAIM_STATUSES = {
  challenged: { word: 'Objection', help: 'A side objects to this claim.' },
  stale: {
    word: 'Approval out of date',
    help: 'The claim changed, or an advisory challenged it, after a side approved it.',
  },
  open: { word: 'Not approved', help: 'Neither side has approved this claim.' },
  half: { word: 'One side approved', help: 'The other side has not approved this claim yet.' },
  agreed: { word: 'Agreed', help: 'Both sides approve this claim as it stands.' },
} as const satisfies Record<string, { word: string; help: string }>

/** Threads and approvals held against the case as it stands. */
export interface ReviewState {
  readonly graph: CaseGraph
  readonly digests: DigestMap
  readonly threads: Threads
  readonly openThreads: ReadonlyMap<ElementId, number>
  /** Every claim of the graph. */
  readonly claims: ReadonlyMap<ElementId, ClaimReview>
}

/** The review of a case from scratch: of its graph and of the ledger entries that the reader may see. */
export function reviewState(graph: CaseGraph, entries: readonly ReviewEntry[]): ReviewState {
  return reviewOf(graph, claimDigests(graph), addToRecord(NOTHING_SAID, entries))
}

/** The same, from parts that were kept: what an incremental reader calls. */
export function reviewOf(graph: CaseGraph, digests: DigestMap, record: ReviewRecord): ReviewState {
  const claims = new Map<ElementId, ClaimReview>()
  for (const [id, now] of digests) claims.set(id, claimReview(now, record.approvals.get(id) ?? NO_VOICES))
  return { graph, digests, threads: record.threads, openThreads: openThreadCounts(record.threads), claims }
}

/** [REV5] [REV8] [REV9] Both sides' words about a claim held against its digests now. */
export function claimReview(now: ClaimDigests, voices: ClaimVoices): ClaimReview {
  const sides = { mdm: sideState(now, voices.mdm), hdo: sideState(now, voices.hdo) }
  return { sides, status: claimStatus(sides) }
}

function sideState(now: ClaimDigests, voice: SideVoice): SideState {
  if (voice.objections.length > 0) return { state: 'objected', objections: voice.objections }
  const fitting = voice.approvals.filter((approval) => differingComponents(approval.digests, now).length === 0)
  const fits = fitting.findLast(({ alerts }) => alerts === undefined)
  if (fits !== undefined) return { state: 'approved', approval: fits }
  const latest = fitting.at(-1) ?? voice.approvals.at(-1)
  if (latest === undefined) return { state: 'none' }
  const { alerts } = latest
  const challenged = alerts === undefined ? {} : { alerts }
  return { state: 'stale', approval: latest, differs: differingComponents(latest.digests, now), ...challenged }
}

/** [MON8] Whether an approval is out of date for nothing but an advisory. */
export function isChallenged(state: SideState): boolean {
  return state.state === 'stale' && state.alerts !== undefined && state.differs.length === 0
}

/** [REV8] Agreed only when both sides approve what stands there now; an objection outweighs everything. */
export function claimStatus(sides: ClaimReview['sides']): ClaimStatus {
  const states = SIDES.map((side) => sides[side].state)
  if (states.includes('objected')) return 'challenged'
  if (states.includes('stale')) return 'stale'
  const approved = states.filter((state) => state === 'approved').length
  return approved === SIDES.length ? 'agreed' : approved > 0 ? 'half' : 'open'
}

/** [REV6] Why a side's approval of a claim is out of date; empty when it is not. */
export function staleCauses(review: ReviewState, claim: ElementId, side: Side): readonly Cause[] {
  const state = review.claims.get(claim)?.sides[side]
  if (state?.state !== 'stale') return []
  const alerts = (state.alerts ?? []).map((alert): Cause => ({ component: 'advisory', alert }))
  return [...alerts, ...causesOf(review.graph, claim, state.approval.seen, state.differs)]
}

/** How many claims stand in each state; `only` narrows it, for example to what the case argues. */
export function countByStatus(review: ReviewState, only?: ReadonlySet<ElementId>): Record<ClaimStatus, number> {
  const counts: Record<ClaimStatus, number> = { challenged: 0, stale: 0, open: 0, half: 0, agreed: 0 }
  for (const [id, { status }] of review.claims) if (only === undefined || only.has(id)) counts[status]++
  return counts
}
