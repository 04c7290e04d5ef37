import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChainedEntry, verifyChain } from '@/lib/agreement/ledger-chain'
import { checkHistory, readRemembered } from '@/lib/audit/remembered-head'
import { CASE_ID, Story, testKey } from '../../support/agreement'

const OF = { caseId: CASE_ID, chain: 'shared' } as const

/** A history of so many comments, sealed with the service's own key. */
function history(length: number, words: (n: number) => string = (n) => `Comment ${n}`): ChainedEntry[] {
  const story = new Story()
  for (let n = 1; n <= length; n++) {
    story.add(
      'thread.opened',
      { thread: `t${n}`, element: 'e1', text: words(n) },
      undefined,
      '2026-11-21T09:00:00.000Z',
    )
  }
  return story.entries
}

describe('what a browser remembers of a history', () => {
  it('[AUD1] takes a history that goes on from there, however much came since', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(8), (seen, more) => {
        const before = checkHistory(history(seen), OF, undefined)
        expect(before.ok).toBe(true)
        expect(checkHistory(history(seen + more), OF, before.now).ok).toBe(true)
      }),
    )
  })

  it('[AUD1] sounds the alarm over a history that was written anew with the real key, which every seal still confirms', () => {
    const seen = checkHistory(history(6), OF, undefined).now
    for (let changed = 1; changed <= 6; changed++) {
      const rewritten = history(9, (n) => (n === changed ? 'Something else' : `Comment ${n}`))
      // The seals say that all is well: this is the operator's own key.
      expect(verifyChain(rewritten, { ...OF, serviceKey: testKey('service').publicKey }).problems).toEqual([])
      const verdict = checkHistory(rewritten, OF, seen)
      expect(verdict).toMatchObject({ ok: false, alarm: { code: 'rewritten', seq: 6 } })
    }
  })

  it('[AUD1] needs no more than the entries from the remembered one on', () => {
    const seen = checkHistory(history(4), OF, undefined).now
    const tail = history(7).slice(3)
    expect(checkHistory(tail, OF, seen)).toEqual({ ok: true, now: checkHistory(history(7), OF, undefined).now })
    // Nothing is taken on trust: a tail that begins behind what was seen proves nothing.
    expect(checkHistory(history(7).slice(4), OF, seen)).toMatchObject({ ok: false, alarm: { code: 'broken', seq: 5 } })
    expect(checkHistory(history(7).slice(4), OF, undefined).ok).toBe(false)
    const rewritten = history(7, (n) => (n === 1 ? 'Something else' : `Comment ${n}`)).slice(3)
    expect(checkHistory(rewritten, OF, seen)).toMatchObject({ ok: false, alarm: { code: 'rewritten', seq: 4 } })
  })

  it('[AUD1] sounds the alarm over a history that has become shorter, down to nothing', () => {
    const seen = checkHistory(history(6), OF, undefined).now
    for (let left = 0; left < 6; left++) {
      expect(checkHistory(history(left), OF, seen)).toMatchObject({ ok: false, alarm: { code: 'shorter', seq: left } })
    }
  })

  it('[AUD1] does not take the hashes of the entries for granted', () => {
    const entries = history(4)
    const seen = checkHistory(entries, OF, undefined).now
    const forged = entries.map((entry) =>
      entry.seq === 2 ? { ...entry, body: { thread: 't2', element: 'e1', text: 'No' } } : entry,
    )
    expect(checkHistory(forged, OF, seen)).toMatchObject({ ok: false, alarm: { code: 'broken', seq: 2 } })
    const renamed = entries.map((entry) => (entry.seq === 3 ? { ...entry, actor: { ...entry.actor, id: 'x' } } : entry))
    expect(checkHistory(renamed, OF, seen)).toMatchObject({ ok: false, alarm: { code: 'broken', seq: 3 } })
  })

  it('[AUD1] does not take the history of another case, and lets a body be erased', () => {
    expect(checkHistory(history(3), { ...OF, caseId: 'other' }, undefined).ok).toBe(false)
    const seen = checkHistory(history(3), OF, undefined).now
    const erased = history(3).map((entry) => (entry.seq === 2 ? { ...entry, body: null, salt: null } : entry))
    expect(checkHistory(erased, OF, seen)).toEqual({ ok: true, now: seen })
  })

  it('[AUD1] reads back what it kept, and nothing else', () => {
    const kept = { size: 3, head: 'a'.repeat(64), at: '2026-11-22T08:05:00.000Z' }
    expect(readRemembered(JSON.stringify(kept))).toEqual(kept)
    for (const text of [null, '', '{}', '[]', 'null', '3', '{"size":-1,"head":"","at":""}', '{"size":1.5}']) {
      expect(readRemembered(text)).toBeUndefined()
    }
  })
})
