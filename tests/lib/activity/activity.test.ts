import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activityLines } from '@/lib/activity/lines'
import { type Point, type Visit, visitAfter, visitRead } from '@/lib/activity/visit'
import type { LedgerEntry } from '@/lib/wire/ledger'

const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 0, minute)).toISOString()
const point = (minute: number, seq: number): Point => ({ at: at(minute), seq, shared: seq, mdm: 0, hdo: 0 })

describe('how far somebody has read', () => {
  it('[ACT1] makes news of what happened while they were away, and of nothing while they are there', () => {
    const first = visitAfter(undefined, point(0, 10))
    expect(first.since.seq).toBe(10)
    const staying = visitAfter(visitAfter(first, point(20, 15)), point(40, 20))
    expect(staying.since.seq).toBe(10)
    // Back after lunch: what came since they were last seen, whatever device they come back with.
    const back = visitAfter(staying, point(120, 50))
    expect(back.since.seq).toBe(20)
    expect(visitAfter(back, point(125, 60)).since.seq).toBe(20)
    expect(visitRead(back, point(125, 60), point(126, 70)).since).toMatchObject({ seq: 60 })
    // Nobody has read what is not there yet.
    expect(visitRead(back, point(125, 600), point(126, 70)).since.seq).toBe(70)
  })

  it('[ACT1] never goes back, in whatever order the devices report', () => {
    const step = fc.record({ minute: fc.nat(600), seq: fc.nat(100), read: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        let visit: Visit | undefined
        for (const { minute, seq, read } of steps) {
          const before: Visit | undefined = visit
          const now = point(minute, seq)
          visit = read ? visitRead(visit, now, now) : visitAfter(visit, now)
          if (before === undefined) continue
          expect(visit.since.seq).toBeGreaterThanOrEqual(before.since.seq)
          expect(visit.here.seq).toBeGreaterThanOrEqual(before.here.seq)
          expect(visit.since.seq).toBeLessThanOrEqual(visit.here.seq)
        }
      }),
      { seed: 9, numRuns: 200 },
    )
  })
})

const entry = (seq: number, kind: string, body: object, by = 'mia', chain = 'shared'): LedgerEntry =>
  ({ chain, seq, kind, body, at: at(seq), actor: { id: by, name: by.toUpperCase(), side: 'mdm' } }) as never

describe('what happened', () => {
  it('[ACT2] is told in words, by what it is about, without one’s own doing', () => {
    const entries = [
      entry(1, 'thread.opened', { thread: 't', element: 'c1', text: `Is it?\n${'long '.repeat(100)}` }),
      entry(2, 'thread.replied', { thread: 't', reply: 'r', text: 'It is.' }, 'hana'),
      entry(3, 'thread.resolved', { thread: 't' }),
      entry(4, 'approval.given', { claim: 'c1' }),
      entry(5, 'proposal.signed', { proposal: 2 }),
      entry(6, 'something.new', {}),
      entry(7, 'thread.replied', { thread: 'unknown', reply: 'r', text: '' }),
    ]
    const lines = activityLines(entries.slice(1), entries, 'hana', (id) => id.toUpperCase())
    expect(lines.map(({ group, by, words }) => `${group}: ${by} ${words}`)).toEqual([
      'threads: MIA resolved a conversation about C1',
      'approvals: MIA approved C1',
      'agreement: MIA signed version 2',
      'other: MIA recorded: something new',
      'threads: MIA replied about',
    ])
    const all = activityLines(entries, entries, 'nobody', (id) => id)
    expect(all[0]?.text?.length).toBeLessThan(210)
    // An erased body is told without its words.
    expect(activityLines([entry(8, 'thread.opened', null as never)], [], 'x', (id) => id)[0]?.words).toBe(
      'commented on',
    )
  })
})
