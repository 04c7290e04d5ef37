import type { Side } from '@/lib/access/policy'
import type { ElementId } from '@/lib/gsn/graph'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { causeGroups, causeInWords } from './board'
import { causesInWords } from './causes'
import { waitingInAgreement } from './inbox-agreement'
import { type ReviewState, staleCauses } from './state'
import type { Reply, Thread, Words } from './thread'

/** Whom something waits for. */
export interface Reader {
  readonly id: string
  readonly side?: Side
  readonly rights: readonly string[]
}

/** What can wait for somebody, in the order in which it is told, with the words for one and for several. */
export const WAITING = {
  proposal: { one: 'version to sign or refuse', many: 'versions to sign or refuse' },
  condition: { one: 'condition to confirm', many: 'conditions to confirm' },
  charter: { one: 'charter to adopt or decline', many: 'charters to adopt or decline' },
  key: { one: 'passkey to check', many: 'passkeys to check' },
  assigned: { one: 'comment to take care of', many: 'comments to take care of' },
  mention: { one: 'comment naming you', many: 'comments naming you' },
  objection: { one: 'objection of yours', many: 'objections of yours' },
  stale: { one: 'approval out of date', many: 'approvals out of date' },
} as const
export type WaitingKind = keyof typeof WAITING

/** One thing that waits for a person in one case. */
export interface Waiting {
  readonly kind: WaitingKind
  /** Since when, ISO 8601. */
  readonly at: string
  /** Who said it, where somebody did. */
  readonly by?: string
  /** What was said, or why it waits, shortened. */
  readonly text: string
  readonly element?: ElementId
  /** The element's name on the diagram. */
  readonly name?: string
  readonly thread?: string
  /** The day by which, as YYYY-MM-DD. */
  readonly due?: string
  /** The number of the proposed version. */
  readonly proposal?: number
  /** The page of the agreement on which it is decided. */
  readonly place?: 'charter' | 'signatories'
  /** So many claims wait for the same: they are read and approved together on the board. */
  readonly claims?: number
}

/**
 * [REV19] What waits for a person in one case: a pure function of the entries they may read and of the case.
 * @param entries of the chains that the person may read, and of no other
 * @returns by kind; inside one, what is due first, then what waits longest
 */
export function waitingFor(review: ReviewState, entries: readonly LedgerEntry[], me: Reader): readonly Waiting[] {
  const order = Object.keys(WAITING)
  const agreement = waitingInAgreement(entries, me).map((one) => ({ ...one, text: short(one.text) }))
  const key = ({ kind, due, at }: Waiting) => `${order.indexOf(kind)} ${due ?? '9999'} ${at}`
  return [...agreement, ...inThreads(review, me), ...inApprovals(review, me)].sort((a, b) => compare(key(a), key(b)))
}

/** Whether a person is named in what a thread says now. */
export function mentionsMe(thread: Thread, me: string): boolean {
  return [thread, ...thread.replies].some((words) => words.mentions?.includes(me) === true)
}

function inThreads(review: ReviewState, me: Reader): Waiting[] {
  const waiting: Waiting[] = []
  for (const thread of review.threads.values()) {
    if (thread.resolved !== undefined) continue
    const { id, element, assigned } = thread
    const at = { element, name: nameOf(review, element), thread: id }
    if (assigned?.person === me.id) {
      const due = assigned.due === undefined ? {} : { due: assigned.due }
      waiting.push({ kind: 'assigned', at: assigned.at, by: assigned.by.name, text: short(thread.text), ...at, ...due })
      continue
    }
    const named = unansweredMention(thread, me.id)
    if (named !== undefined) {
      waiting.push({ kind: 'mention', at: named.edited ?? named.at, by: named.by.name, text: short(named.text), ...at })
    }
  }
  return waiting
}

/** The last words that name the person and that they have not answered by words of their own. */
function unansweredMention(thread: Thread, me: string): Words | undefined {
  const said: readonly (Words | Reply)[] = [thread, ...thread.replies]
  const last = said.findLastIndex((words) => words.by.id === me && words.removed === undefined)
  return said.slice(last + 1).findLast((words) => words.mentions?.includes(me) === true)
}

/** From so many claims on, what one change made stale waits as one thing. */
const TOGETHER = 4

function inApprovals(review: ReviewState, me: Reader): Waiting[] {
  const { side } = me
  if (side === undefined || !me.rights.includes('approve')) return []
  const waiting: Waiting[] = []
  const together = new Set<ElementId>()
  for (const group of causeGroups(review, side)) {
    if (group.only.length < TOGETHER) continue
    for (const claim of group.only) together.add(claim)
    const since = group.only.map((claim) => review.claims.get(claim)?.sides[side])
    const at = since.flatMap((state) => (state?.state === 'stale' ? [state.approval.at] : [])).sort()[0] ?? ''
    waiting.push({ kind: 'stale', at, text: causeInWords(review.graph, group), claims: group.only.length })
  }
  for (const [claim, { sides }] of review.claims) {
    const mine = sides[side]
    const at = { element: claim, name: nameOf(review, claim) }
    if (mine.state === 'stale' && !together.has(claim)) {
      const why = causesInWords(review.graph, claim, staleCauses(review, claim, side)).join('; ')
      waiting.push({ kind: 'stale', at: mine.approval.at, text: short(why), ...at })
    } else if (mine.state === 'objected') {
      const own = mine.objections.find(({ by }) => by.id === me.id)
      if (own !== undefined) waiting.push({ kind: 'objection', at: own.at, text: short(own.note), ...at })
    }
  }
  return waiting
}

function nameOf({ graph }: ReviewState, id: ElementId): string {
  return graph.elements.get(id)?.name ?? graph.bin.get(id)?.name ?? 'an element that is gone'
}

const SHORT = 200

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= SHORT ? line : `${line.slice(0, SHORT).trimEnd()} ...`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
