import type { Side } from '@/lib/access/policy'
import { digestOf } from '@/lib/gsn/digest'
import { compareKeys, type ElementId } from '@/lib/gsn/graph'
import { type Alerts, heldBefore, heldKey } from '@/lib/review/alerts'
import type { Threads } from '@/lib/review/thread'
import type { NewEntry } from '@/lib/wire/ledger'
import type { Notice, NoticeVulnerability } from './notice'
import type { CaseTouch, TouchedClaim } from './touched'

/** Claims that one act challenges at most; more are told, and taken with the next act. */
export const RAISED_AT_ONCE = 200

/** What is new to a case in a file: claims with the vulnerabilities that were not held against them before. */
export function newAgainst(touch: CaseTouch, alerts: Alerts): readonly TouchedClaim[] {
  const held = heldBefore(alerts)
  return touch.claims.flatMap((claim): TouchedClaim[] => {
    const by = claim.by.filter(({ vulnerability }) => !held.has(heldKey(vulnerability, claim.claim)))
    return by.length === 0 ? [] : [{ ...claim, by }]
  })
}

/**
 * [MON7] What accepting a check records: one alert, and a thread on each claim that it speaks against. What was held
 * against a claim before is left out, whichever revision or document it came from, so that the same file again records
 * nothing.
 * @param only claims that a person chose; absent: all
 * @returns no entries when nothing is new
 */
export function raiseAlert(
  notice: Notice,
  touch: CaseTouch,
  alerts: Alerts,
  alertId: string,
  only?: ReadonlySet<ElementId>,
): { readonly entries: readonly NewEntry[]; readonly claims: readonly ElementId[] } {
  const fresh = newAgainst(touch, alerts)
    .filter(({ claim }) => only === undefined || only.has(claim))
    .slice(0, RAISED_AT_ONCE)
  if (fresh.length === 0) return { entries: [], claims: [] }
  const byKey = new Map(notice.vulnerabilities.map((one) => [one.key, one]))
  const claims = fresh.map(({ claim, by }) => ({
    claim,
    vulnerabilities: by.map(({ vulnerability }) => vulnerability).slice(0, 200),
    thread: digestOf(['alert', alertId, claim]).slice(0, 24),
  }))
  const { document, revision, title, by } = notice
  const raised: NewEntry = {
    chain: 'shared',
    kind: 'alert.raised',
    body: {
      alert: alertId,
      document,
      title: title || document || 'Advisory',
      claims,
      ...(revision === '' ? {} : { revision }),
      ...(by === '' ? {} : { by: by.slice(0, 300) }),
    },
  }
  const threads = fresh.map(
    (touched, at): NewEntry => ({
      chain: 'shared',
      kind: 'thread.opened',
      body: { thread: claims[at]?.thread ?? '', element: touched.claim, text: threadWords(notice, touched, byKey) },
    }),
  )
  return { entries: [raised, ...threads], claims: fresh.map(({ claim }) => claim) }
}

const WORDS = { vulnerability: 600, control: 300, controls: 3, told: 10 } as const

/** What the thread on a claim says first: who says what, why here, and what is recommended. */
function threadWords(
  { document, revision, title, by }: Notice,
  touched: TouchedClaim,
  byKey: ReadonlyMap<string, NoticeVulnerability>,
): string {
  const source = [document, revision === '' ? '' : `revision ${revision}`].filter(Boolean).join(', ')
  const head = [by, source === '' ? '' : `(${source})`].filter(Boolean).join(' ')
  const lines = touched.by.slice(0, WORDS.told).flatMap(({ vulnerability, because }) => {
    const one = byKey.get(vulnerability)
    const controls = (one?.controls ?? []).slice(0, WORDS.controls)
    return [
      one === undefined ? `${vulnerability}.` : `${vulnerability}: ${clip(one.text, WORDS.vulnerability)}`,
      `Why here: ${because}`,
      ...controls.map(({ side, statement }) => `Recommended to ${sideWords(side)}: ${clip(statement, WORDS.control)}`),
    ]
  })
  const more = touched.by.length - WORDS.told
  return [
    `${title || 'An advisory'}${head === '' ? '' : `, from ${head}`}, ${byKey.size === 0 ? 'holds another version than is watched' : 'speaks against this claim'}.`,
    ...lines,
    ...(more > 0 ? [`And ${more} more of the same document.`] : []),
    'Approvals given before stand as challenged until each side approves again or objects.',
  ].join('\n')
}

function sideWords(side: Side): string {
  return side === 'mdm' ? 'the manufacturer' : 'the hospital'
}

function clip(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most).replace(/[\ud800-\udbff]$/, '')} ...`
}

/** A reply that a file offers to a thread which an alert opened. */
export interface OfferedReply {
  readonly thread: string
  readonly element: ElementId
  readonly vulnerability: string
  readonly text: string
  /** The reply's own id, the same for the same words. */
  readonly id: string
}

/**
 * [MON9] What a file says is fixed or not affected, as replies to the open threads about it. They close nothing: the thread
 * stays open and the approval challenged until people decide. What was replied before is left out.
 */
export function offeredReplies(
  { document, revision, by }: Notice,
  { unaffected }: CaseTouch,
  alerts: Alerts,
  threads: Threads,
): readonly OfferedReply[] {
  const source = [by, document, revision === '' ? '' : `revision ${revision}`].filter(Boolean).join(', ')
  const offered = new Map<string, OfferedReply>()
  for (const { vulnerability, state, reason, product } of unaffected) {
    const what = state === 'fixed' ? 'fixed' : 'not affected'
    const why = reason === '' ? 'It gives no reason.' : `Its reason: ${clip(reason, 2_000)}`
    const text =
      `${source || 'A document'} says that ${product || 'the product'} is ${what} by ${vulnerability}. ${why}`
        .replace('is fixed by', 'is fixed against')
        .trim()
    for (const { claims, withdrawn } of alerts.values()) {
      if (withdrawn !== undefined) continue
      for (const claim of claims) {
        const thread = threads.get(claim.thread)
        if (!claim.vulnerabilities.includes(vulnerability) || thread === undefined || thread.resolved) continue
        const id = digestOf(['vex', thread.id, text]).slice(0, 24)
        if (thread.replies.some((reply) => reply.id === id)) continue
        offered.set(id, { thread: thread.id, element: thread.element, vulnerability, text, id })
      }
    }
  }
  return [...offered.values()].sort((a, b) => compareKeys(a.id, b.id))
}

export function replyEntry({ thread, id, text }: OfferedReply): NewEntry {
  return { chain: 'shared', kind: 'thread.replied', body: { thread, reply: id, text } }
}
