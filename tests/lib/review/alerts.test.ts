import { describe, expect, it } from 'vitest'
import { addToAlerts, NO_ALERTS } from '@/lib/review/alerts'
import { addToApprovals, NO_APPROVALS } from '@/lib/review/approvals'
import { causeGroups, causeInWords } from '@/lib/review/board'
import { causesInWords } from '@/lib/review/causes'
import { waitingFor } from '@/lib/review/inbox'
import { reviewState, staleCauses } from '@/lib/review/state'
import { decideVerdict } from '@/lib/review/verdict'
import { Book, edit, graphOf, PEOPLE, PUMP } from './picture'

const graph = graphOf(PUMP)
const against = (alert: string, ...claims: string[]) => ({
  alert,
  document: 'ADV-1',
  title: 'Pump',
  claims: claims.map((claim) => ({ claim, vulnerabilities: ['CVE-2026-1'], thread: `t-${claim}` })),
})
const both = () => new Book().approve('mia', graph, 'C7').approve('hana', graph, 'C7')
const state = (book: Book, side: 'mdm' | 'hdo', now = graph) =>
  reviewState(now, book.entries).claims.get('C7')?.sides[side]

describe('an approval that an advisory challenges', () => {
  it('[MON8] is out of date for both sides, with the advisory as its cause, though nothing in the case moved', () => {
    const review = reviewState(graph, both().write('mia', 'alert.raised', against('a1', 'C7')).entries)
    expect(review.claims.get('C7')?.status).toBe('stale')
    for (const side of ['mdm', 'hdo'] as const) {
      expect(causesInWords(graph, 'C7', staleCauses(review, 'C7', side))).toEqual(['challenged by CVE-2026-1 (ADV-1)'])
      expect(causeGroups(review, side).map((group) => [causeInWords(graph, group), group.only])).toEqual([
        ['Challenged by ADV-1: Pump', ['C7']],
      ])
    }
  })

  it('[MON8] waits in the inbox of whoever may approve, of both sides', () => {
    const review = reviewState(graph, both().write('hana', 'alert.raised', against('a1', 'C7')).entries)
    for (const { id, side } of [PEOPLE.mia, PEOPLE.hana]) {
      expect(waitingFor(review, [], { id, side, rights: ['read', 'approve'] })).toMatchObject([
        { kind: 'stale', element: 'C7', text: 'challenged by CVE-2026-1 (ADV-1)' },
      ])
    }
  })

  it('[MON8] stands until that side approves again or objects; the other side answers for itself', () => {
    const book = both().write('mia', 'alert.raised', against('a1', 'C7')).approve('mia', graph, 'C7')
    expect(state(book, 'mdm')?.state).toBe('approved')
    expect(state(book, 'hdo')?.state).toBe('stale')
    expect(state(book.object('hana', graph, 'C7'), 'hdo')?.state).toBe('objected')
  })

  it('[MON8] is not healed by content that changes and returns', () => {
    const book = both().write('mia', 'alert.raised', against('a1', 'C7'))
    const moved = graphOf(edit(PUMP, 'C7', { statement: 'Other words' }))
    expect(state(book, 'mdm', moved)).toMatchObject({ state: 'stale', differs: ['statement'] })
    expect(state(book, 'mdm')).toMatchObject({ state: 'stale', differs: [], alerts: [{ alert: 'a1' }] })
  })

  it('[MON8] stands again as it was when the advisory is taken back, and only that advisory', () => {
    const book = both()
      .write('mia', 'alert.raised', against('a1', 'C7'))
      .write('mia', 'alert.raised', against('a2', 'C7'))
    expect(state(book.write('max', 'alert.withdrawn', { alert: 'a1', note: 'Other device.' }), 'hdo')).toMatchObject({
      state: 'stale',
      alerts: [{ alert: 'a2' }],
    })
    expect(state(book.write('max', 'alert.withdrawn', { alert: 'a2', note: 'Other device.' }), 'hdo')?.state).toBe(
      'approved',
    )
    expect(addToAlerts(NO_ALERTS, book.entries).get('a1')?.withdrawn?.note).toBe('Other device.')
  })

  it('[MON8] does not concern what was never approved, nor what is approved later', () => {
    const book = new Book().write('mia', 'alert.raised', against('a1', 'C7', 'gone'))
    expect(state(book, 'mdm')?.state).toBe('none')
    expect(state(book.approve('mia', graph, 'C7'), 'mdm')?.state).toBe('approved')
  })

  it('[MON8] is approved again by the same person without a note', () => {
    const book = both().write('hana', 'alert.raised', against('a1', 'C7'))
    const approvals = addToApprovals(NO_APPROVALS, book.entries)
    const actor = {
      personId: 'mia',
      email: '',
      name: 'M. Keller',
      participation: { side: 'mdm', rights: ['read', 'approve'] },
    } as const
    const digests = reviewState(graph, []).digests.get('C7')
    const again =
      digests && decideVerdict({ graph, seq: 1, approvals }, actor, { claim: 'C7', verdict: 'approve', digests })
    expect(again).toMatchObject({ ok: true, value: { kind: 'approval.given' } })
  })

  it('[MON8] reads the same in whatever portions the entries come', () => {
    const { entries } = both()
      .write('mia', 'alert.raised', against('a1', 'C7'))
      .approve('hana', graph, 'C7')
      .write('mia', 'alert.raised', against('a2', 'C7'))
      .write('mia', 'alert.withdrawn', { alert: 'a1', note: 'No.' })
    const whole = addToApprovals(NO_APPROVALS, entries)
    const alerts = addToAlerts(NO_ALERTS, entries)
    for (let cut = 0; cut <= entries.length; cut++) {
      const [first, rest] = [entries.slice(0, cut), entries.slice(cut)]
      expect(addToApprovals(addToApprovals(NO_APPROVALS, first), rest)).toEqual(whole)
      expect(addToAlerts(addToAlerts(NO_ALERTS, first), rest)).toEqual(alerts)
    }
  })

  it('[MON8] is never challenged from the chain of one side', () => {
    const book = both().write('mia', 'alert.raised', against('a1', 'C7'), true)
    expect(state(book, 'hdo')?.state).toBe('approved')
    expect(addToAlerts(NO_ALERTS, book.entries).size).toBe(0)
  })
})
