import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createReviewStore } from '@/components/review/review-store'
import { SIDES } from '@/lib/access/policy'
import { createReader, readCaseAfresh } from '@/lib/case/read'
import { causeGroups } from '@/lib/review/board'
import { claimDigests } from '@/lib/review/digests'
import { claimsTouchedBy } from '@/lib/review/staleness'
import { reviewState, staleCauses } from '@/lib/review/state'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { Book, PEOPLE, type PersonName } from '../lib/review/picture'
import { Peer } from '../support/case'
import { EDITS, edit } from '../support/random-edits'

const START = Y.encodeStateAsUpdate(smallCase().doc)

/** Claims three deep with a shared piece of evidence and contexts at two heights: small, as it is read anew each time. */
function smallCase(): Peer {
  const peer = new Peer('s')
  const made = (kind: string, ...under: string[]) => {
    const [id = ''] = peer.do('add-element', {
      kind,
      statement: `${kind} under ${under[0] ?? 'nothing'}`,
      under: under[0],
    }).created
    for (const other of under.slice(1)) peer.do('relate', { from: other, type: 'supportedBy', to: id })
    return id
  }
  const top = made('goal')
  made('context', top)
  const [left, right] = [made('goal', top), made('goal', top)]
  const strategy = made('strategy', left)
  made('assumption', strategy)
  made('solution', made('goal', strategy), right)
  made('justification', right)
  return peer
}

/** What somebody says, or an edit of the case. */
const ACTS = fc.oneof(
  { weight: 3, arbitrary: EDITS.map((step) => ({ kind: 'edit' as const, step })) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('judge' as const),
      who: fc.constantFrom(...(Object.keys(PEOPLE) as PersonName[])),
      verdict: fc.constantFrom('approve', 'approve', 'approve', 'object', 'lift'),
      claim: fc.nat(9999),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('speak' as const),
      who: fc.constantFrom(...(Object.keys(PEOPLE) as PersonName[])),
      privately: fc.boolean(),
      claim: fc.nat(9999),
    }),
  },
)

describe('threads and approvals of a case that is edited', () => {
  it('[REV4] [REV5] [REV7] [REV24] are after any edits and words what a reading from scratch finds (seed 62)', () => {
    let stale = 0
    let fitting = 0
    let grouped = 0
    fc.assert(
      fc.property(fc.array(ACTS, { minLength: 10, maxLength: 22 }), (acts) => {
        const peer = new Peer('p')
        Y.applyUpdate(peer.doc, START)
        const reader = createReader(peer.doc)
        const book = new Book()
        const told: LedgerEntry[] = []
        const live = createReviewStore(
          { get: () => reader.graph(), subscribe: () => () => {} },
          { get: () => told, subscribe: () => () => {} },
        )
        for (const [at, act] of acts.entries()) {
          const claims = [...claimDigests(reader.graph()).keys()]
          if (act.kind === 'edit') edit(peer, act.step)
          else {
            const claim = claims[act.claim % claims.length]
            if (claim === undefined) continue
            if (act.kind === 'speak') {
              const body = { thread: `t${at}`, element: claim, text: `${at}` }
              book.write(act.who, 'thread.opened', body, act.privately)
            } else if (act.verdict === 'approve') book.approve(act.who, reader.graph(), claim)
            else if (act.verdict === 'object') book.object(act.who, reader.graph(), claim)
            else book.lift(act.who, claim)
            told.splice(0, told.length, ...(book.entries as LedgerEntry[]))
          }
          const now = live.get()
          const afresh = reviewState(readCaseAfresh(peer.doc), book.entries)
          expect(now.claims, JSON.stringify(act)).toEqual(afresh.claims)
          expect(now.threads).toEqual(afresh.threads)
          expect(now.openThreads).toEqual(afresh.openThreads)
          for (const side of SIDES) {
            expect(causeGroups(now, side)).toEqual(causeGroups(afresh, side))
            for (const [claim, review] of now.claims) {
              if (review.sides[side].state === 'approved') fitting++
              if (review.sides[side].state !== 'stale') continue
              stale++
              const causes = staleCauses(now, claim, side)
              // Whatever is out of date has a cause, and stands in the board under each of its causes.
              expect(causes.length).toBeGreaterThan(0)
              if (!now.graph.reachable.has(claim)) continue
              const own = causeGroups(now, side).filter(({ only, also }) => [...only, ...also].includes(claim))
              expect(own.length).toBeGreaterThan(0)
              expect(own.every(({ only }) => only.includes(claim))).toBe(own.length === 1)
              grouped++
            }
          }
        }
        reader.destroy()
      }),
      { seed: 62, numRuns: 220 },
    )
    expect(stale).toBeGreaterThan(500)
    expect(fitting).toBeGreaterThan(500)
    expect(grouped).toBeGreaterThan(300)
  })

  it('[REV10] no edit of words touches a claim that was not announced (seed 63)', () => {
    let touched = 0
    fc.assert(
      fc.property(fc.array(EDITS, { maxLength: 6 }), fc.nat(9999), (steps, pick) => {
        const peer = new Peer('p')
        Y.applyUpdate(peer.doc, START)
        for (const step of steps) edit(peer, step)
        const before = peer.graph
        const ids = [...before.elements.keys()]
        const element = ids[pick % ids.length]
        if (element === undefined) return
        const announced = claimsTouchedBy(before, element)
        if (!peer.try('set-text', { element, text: `Other words ${pick}` }).ok) return
        const [was, is] = [claimDigests(before), claimDigests(peer.graph)]
        for (const [claim, digests] of is) {
          if (JSON.stringify(was.get(claim)) === JSON.stringify(digests)) continue
          touched++
          expect(announced.has(claim), `${claim} by ${element}`).toBe(true)
        }
      }),
      { seed: 63, numRuns: 200 },
    )
    expect(touched).toBeGreaterThan(200)
  })
})
