import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Actor, can, lentFor, type Right, type Side } from '@/lib/access/policy'
import { addToApprovals, NO_APPROVALS } from '@/lib/review/approvals'
import { decideDelegating, decideEnding } from '@/lib/review/delegate'
import { addToDelegations, delegationState, lentTo, NO_DELEGATIONS } from '@/lib/review/delegations'
import { claimDigests } from '@/lib/review/digests'
import { reviewState } from '@/lib/review/state'
import { decideVerdict } from '@/lib/review/verdict'
import type { EventBody, LedgerEntry, NewEntry } from '@/lib/wire/ledger'
import { draw, edit, graphOf } from './picture'

const DAY = '2026-11-12T10:00:00.000Z'
const LATER = '2026-12-24T10:00:00.000Z'

const CAST = {
  ada: { side: 'hdo', rights: ['read', 'comment', 'approve', 'administer'] },
  hana: { side: 'hdo', rights: ['read', 'comment', 'approve'] },
  dora: { side: 'hdo', rights: ['read', 'comment'] },
  dirk: { side: 'hdo', rights: ['read'] },
  mia: { side: 'mdm', rights: ['read', 'approve', 'administer'] },
} as const satisfies Record<string, { side: Side; rights: readonly Right[] }>
type Name = keyof typeof CAST

/** The shared chain in the making, with the people of both sides in it. */
class Chain {
  readonly entries: LedgerEntry[] = []

  constructor() {
    for (const [person, part] of Object.entries(CAST)) {
      this.set(person, part.side, part.rights)
    }
  }

  write(who: string, { kind, body }: Pick<NewEntry, 'kind' | 'body'>): this {
    const seq = this.entries.length + 1
    const side = CAST[who as Name]?.side
    const actor = { id: who, name: who, ...(side === undefined ? {} : { side }) }
    this.entries.push({ chain: 'shared', seq, at: DAY, actor, kind, body } as unknown as LedgerEntry)
    return this
  }

  set(person: string, side: Side | undefined, rights: readonly Right[]): this {
    return this.write('ada', { kind: 'participant.set', body: { person, name: person, side, rights: [...rights] } })
  }

  give(by: Name, to: Name, more: Partial<EventBody<'delegation.given'>> = {}): this {
    const body = { delegation: `${by}>${to}`, person: to, name: to, from: '2026-11-01', until: '2026-11-30', ...more }
    return this.write(by, { kind: 'delegation.given', body })
  }

  get book() {
    return addToDelegations(NO_DELEGATIONS, this.entries)
  }

  actor(who: Name, at = DAY): Actor {
    return { personId: who, name: who, email: who, participation: CAST[who], lent: lentTo(this.book, who, at) }
  }
}

const ask = { person: 'dora', from: '2026-11-12', until: '2026-11-30' }

describe('approving for somebody else', () => {
  it('[REV21] a colleague approves within the days and capabilities that were lent, and nowhere else', () => {
    const chain = new Chain().give('hana', 'dora', { capabilities: ['ALOF'] })
    expect(can(chain.actor('dora'), 'approve', { capability: 'ALOF' })).toBe(true)
    expect(can(chain.actor('dora'), 'approve', { capability: 'AUDT' })).toBe(false)
    expect(can(chain.actor('dora'), 'approve', {})).toBe(false)
    expect(can(chain.actor('dora'), 'sign', { capability: 'ALOF' })).toBe(false)
    expect(can(chain.actor('dora', LATER), 'approve', { capability: 'ALOF' })).toBe(false)
    expect(can(chain.actor('dora', '2026-10-31T23:59:59.999Z'), 'approve', { capability: 'ALOF' })).toBe(false)
    expect(can(chain.actor('dirk'), 'approve', { capability: 'ALOF' })).toBe(false)
    // Whoever has the right themselves speaks for themselves.
    expect(lentFor(new Chain().give('hana', 'ada').actor('ada'), 'approve')).toBeUndefined()
  })

  it('[REV21] is never across sides, never lent on, and never lent by somebody who may not approve', () => {
    for (const chain of [
      new Chain().give('mia', 'dora'),
      new Chain().give('hana', 'mia'),
      new Chain().give('dora', 'dirk'),
      new Chain().give('hana', 'dora').give('dora', 'dirk'),
    ]) {
      expect([...chain.book.all.keys()].filter((id) => id !== 'hana>dora')).toEqual([])
    }
    const chain = new Chain().give('hana', 'dora')
    const refusal = (who: Name, request: object) => {
      const outcome = decideDelegating(chain.book, chain.actor(who), 'd1', { ...ask, ...request }, DAY)
      return outcome.ok ? 'ok' : outcome.refusal.code
    }
    expect(refusal('hana', {})).toBe('ok')
    expect(refusal('dora', { person: 'dirk' })).toBe('not-allowed')
    expect(refusal('hana', { person: 'mia' })).toBe('invalid')
    expect(refusal('hana', { person: 'hana' })).toBe('invalid')
    expect(refusal('hana', { person: 'ada' })).toBe('invalid')
    expect(refusal('hana', { person: 'nobody' })).toBe('invalid')
    expect(refusal('hana', { until: '2026-11-01' })).toBe('invalid')
    expect(refusal('hana', { from: '2026-01-01', until: '2026-11-11' })).toBe('invalid')
    expect(refusal('hana', { until: '2028-01-01' })).toBe('invalid')
  })

  it('[REV21] ends when either is not who they were, and does not come back by itself', () => {
    const lent = (chain: Chain) => lentTo(chain.book, 'dora', DAY).length
    expect(lent(new Chain().give('hana', 'dora'))).toBe(1)
    const lost = new Chain().give('hana', 'dora').set('hana', 'hdo', ['read'])
    expect(lent(lost)).toBe(0)
    expect(lent(lost.set('hana', 'hdo', ['read', 'approve']))).toBe(0)
    expect(lent(lost.give('hana', 'dora', { delegation: 'anew' }))).toBe(1)
    expect(lent(new Chain().give('hana', 'dora').set('dora', 'mdm', ['read']))).toBe(0)
    const gone = { kind: 'participant.removed', body: { person: 'hana' } } as const
    expect(lent(new Chain().give('hana', 'dora').write('ada', gone))).toBe(0)
    // A new right elsewhere does not touch it.
    expect(lent(new Chain().give('hana', 'dora').set('dirk', 'hdo', ['read', 'edit']))).toBe(1)
  })

  it('[REV21] is ended by the two of them or by an administrator of their side, and by nobody else', () => {
    const chain = new Chain().give('hana', 'dora')
    const end = (who: Name) => {
      const outcome = decideEnding(chain.book, chain.actor(who), 'hana>dora')
      return outcome.ok ? 'ended' : outcome.refusal.code
    }
    expect((['hana', 'dora', 'ada', 'dirk', 'mia'] as const).map(end)).toEqual([
      'ended',
      'ended',
      'ended',
      'not-allowed',
      'not-allowed',
    ])
    chain.write('hana', { kind: 'delegation.ended', body: { delegation: 'hana>dora' } })
    expect(lentTo(chain.book, 'dora', DAY)).toEqual([])
    const again = decideEnding(chain.book, chain.actor('hana'), 'hana>dora')
    expect(again).toEqual({ ok: true, value: undefined })
    expect(decideEnding(chain.book, chain.actor('hana'), 'none').ok).toBe(false)
    expect(delegationState(chain.book.all.get('hana>dora')!, DAY)).toBe('ended')
  })

  it('[REV21] [REV9] says for whom, counts for the side, and who it was said for can take it back', () => {
    const drawn = draw('C1\n  C2')
    const graph = graphOf(edit(drawn, 'C2', { capability: 'ALOF' }))
    const chain = new Chain().give('hana', 'dora', { capabilities: ['ALOF'] })
    const judge = (who: Name, verdict: 'approve' | 'object' | 'lift', claim = 'C2') => {
      const approvals = addToApprovals(NO_APPROVALS, chain.entries)
      const request = { claim, verdict, digests: claimDigests(graph).get(claim)!, note: 'Not yet.' }
      const outcome = decideVerdict({ graph, seq: 7, approvals }, chain.actor(who), request)
      if (!outcome.ok) return outcome.refusal.code
      if (outcome.value !== undefined) chain.write(who, outcome.value)
      return 'ok'
    }
    const state = () => reviewState(graph, chain.entries).claims.get('C2')?.sides.hdo
    expect(judge('dirk', 'approve')).toBe('not-allowed')
    expect(judge('dora', 'approve', 'C1')).toBe('not-allowed')
    expect(judge('dora', 'approve')).toBe('ok')
    expect(state()).toMatchObject({
      state: 'approved',
      approval: { by: { id: 'dora' }, for: { person: 'hana', delegation: 'hana>dora' }, state: 7 },
    })
    expect(judge('dora', 'object')).toBe('ok')
    expect(state()).toMatchObject({ state: 'objected', objections: [{ by: { id: 'dora' }, for: { name: 'hana' } }] })
    expect(judge('ada', 'lift')).toBe('conflict')
    chain.write('hana', { kind: 'delegation.ended', body: { delegation: 'hana>dora' } })
    expect(judge('dora', 'lift')).toBe('not-allowed')
    expect(judge('hana', 'lift')).toBe('ok')
    // Who objects has taken back what was approved before in the same name.
    expect(state()).toEqual({ state: 'none' })
  })

  it('[REV21] is a pure function of the shared chain, in any portions', () => {
    const names = Object.keys(CAST) as Name[]
    const step = fc.record({ what: fc.nat(4), a: fc.constantFrom(...names), b: fc.constantFrom(...names) })
    let given = 0
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(40), (steps, cut) => {
        const chain = new Chain()
        steps.forEach(({ what, a, b }, at) => {
          if (what <= 1) chain.give(a, b, { delegation: `d${at}` })
          else if (what === 2) chain.write(a, { kind: 'delegation.ended', body: { delegation: `d${at - 1}` } })
          else if (what === 3) chain.set(a, CAST[b].side, CAST[b].rights)
          else chain.write('ada', { kind: 'participant.removed', body: { person: a } })
        })
        const whole = chain.book
        given += whole.all.size
        const halves = addToDelegations(
          addToDelegations(NO_DELEGATIONS, chain.entries.slice(0, cut)),
          chain.entries.slice(cut),
        )
        expect(halves).toEqual(whole)
        for (const { side, by, to, ended } of whole.all.values()) {
          if (ended !== undefined) continue
          expect(whole.people.get(by.id)).toMatchObject({ side })
          expect(whole.people.get(to.id)).toMatchObject({ side })
        }
      }),
      { seed: 21, numRuns: 300 },
    )
    expect(given).toBeGreaterThan(100)
  })
})
