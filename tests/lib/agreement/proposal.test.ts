import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgreementEvent } from '@/lib/agreement/events'
import { type AgreementState, counted, type Person, reduceAgreement } from '@/lib/agreement/proposal'
import { afterSigning, expiry, mayPropose, mayRefuse, maySign, mayWithdraw } from '@/lib/agreement/proposal-rules'
import { digestOf } from '@/lib/gsn/digest'

const PEOPLE: readonly Person[] = [
  { id: 'm1', name: 'Mara', side: 'mdm' },
  { id: 'm2', name: 'Max', side: 'mdm' },
  { id: 'h1', name: 'Hana', side: 'hdo' },
  { id: 'h2', name: 'Hugo', side: 'hdo' },
  { id: 'x', name: 'Outsider', side: 'hdo' },
]
const ROSTER = { mdm: ['m1', 'm2'], hdo: ['h1', 'h2'] }
const person = (id: string) => PEOPLE.find((p) => p.id === id) as Person
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString()

/** A case's agreement as its one writer keeps it: every act passes the guards, then becomes an entry. */
class Table {
  readonly entries: (AgreementEvent & { at: string; actor: Person })[] = []
  day = 0

  get state(): AgreementState {
    return reduceAgreement(this.entries)
  }

  private write(event: AgreementEvent, actor: Person): void {
    this.entries.push({ ...event, at: day(this.day), actor })
  }

  propose(
    by: Person,
    content: string,
    quorum = { mdm: 1, hdo: 1 },
    supersedes = this.state.inForce?.digest ?? null,
  ): boolean {
    for (const event of expiry(this.state, day(this.day))) this.write(event, by)
    const may = mayPropose(this.state, supersedes)
    if (!may.ok) return false
    const digest = digestOf({ content, number: may.value.number })
    const body = {
      proposal: may.value.number,
      digest,
      caseDigest: digest,
      title: '',
      supersedes,
      reason: '',
      accepted: 0,
    }
    this.write({ kind: 'proposal.opened', body: { ...body, expires: day(this.day + 30), quorum, roster: ROSTER } }, by)
    return true
  }

  sign(by: Person, number: number, digest: string, entitled = (_id: string) => true): boolean {
    const may = maySign(this.state, number, digest, by.id, day(this.day))
    if (!may.ok) return false
    const proof = { statement: digest, envelope: digest }
    this.write({ kind: 'proposal.signed', body: { proposal: number, digest, side: may.value.side, ...proof } }, by)
    for (const event of afterSigning(this.state, entitled)) this.write(event, by)
    return true
  }

  refuse(by: Person, number: number, digest: string): boolean {
    const may = mayRefuse(this.state, number, digest, by.id, day(this.day))
    if (!may.ok) return false
    const why = { code: 'other', text: 'No', elements: [] as string[], statement: digest, envelope: digest } as const
    this.write({ kind: 'proposal.refused', body: { proposal: number, digest, side: may.value.side, ...why } }, by)
    return true
  }

  withdraw(by: Person, number: number, digest: string): boolean {
    const may = mayWithdraw(this.state, number, digest, by, day(this.day))
    if (!may.ok || by.side === undefined) return false
    const body = { proposal: number, digest, side: by.side, reason: '', statement: digest, envelope: digest }
    this.write({ kind: 'proposal.withdrawn', body }, by)
    return true
  }
}

/** The laws of every reachable state. */
function expectLawful({ proposals, baselines, open, inForce }: AgreementState): void {
  const live = proposals.filter((p) => ['open', 'part-signed', 'fully-signed'].includes(p.state))
  expect(live.length).toBeLessThanOrEqual(1)
  expect(open).toEqual(live[0])
  expect(proposals.map((p) => p.number)).toEqual(proposals.map((_, i) => i + 1))
  expect(baselines.map((b) => b.number)).toEqual(baselines.map((_, i) => i + 1))
  for (const [i, baseline] of baselines.entries()) {
    expect(baseline.supersedes).toBe(baselines[i - 1]?.digest ?? null)
    expect(baseline.state).toBe(i === baselines.length - 1 ? 'in-force' : 'superseded')
    const proposal = proposals.find((p) => p.number === baseline.proposal)
    expect(proposal?.digest).toBe(baseline.digest)
    expect(proposal?.state).toBe('in-force')
    for (const side of ['mdm', 'hdo'] as const) {
      const own = proposal === undefined ? [] : counted(proposal).filter((s) => s.side === side)
      expect(own.length).toBeGreaterThanOrEqual(proposal?.quorum[side] ?? 1)
    }
  }
  expect(inForce).toEqual(baselines.at(-1))
  for (const proposal of proposals) {
    for (const signature of counted(proposal)) expect(signature.digest).toBe(proposal.digest)
    expect(new Set(counted(proposal).map((s) => s.person.id)).size).toBe(counted(proposal).length)
  }
}

type Step = {
  act: 'propose' | 'sign' | 'refuse' | 'withdraw' | 'wait' | 'forge'
  who: number
  number: number
  wrong: boolean
  days: number
}
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(
    'propose',
    'propose',
    'sign',
    'sign',
    'sign',
    'sign',
    'sign',
    'refuse',
    'withdraw',
    'wait',
    'forge',
  ),
  who: fc.nat(PEOPLE.length - 1),
  number: fc.constantFrom(0, 0, 0, 1, 2, 3),
  wrong: fc.constantFrom(false, false, false, false, false, true),
  days: fc.nat(20),
})

describe('how a proposal lives', () => {
  it('[AGR4] is in force as soon as both sides have signed', () => {
    const table = new Table()
    table.propose(person('m1'), 'a')
    const { digest = '' } = table.state.open ?? {}
    table.sign(person('m1'), 1, digest)
    expect(table.state.open?.state).toBe('part-signed')
    table.sign(person('h1'), 1, digest)
    expect(table.state).toMatchObject({
      inForce: { number: 1, digest, state: 'in-force' },
      proposals: [{ state: 'in-force' }],
    })
    expect(table.state.open).toBeUndefined()
  })

  it('[AGR4] a new baseline ends the one before in the same entry', () => {
    const table = new Table()
    for (const content of ['a', 'b']) {
      table.propose(person('m1'), content)
      const { number = 0, digest = '' } = table.state.open ?? {}
      table.sign(person('m1'), number, digest)
      table.sign(person('h1'), number, digest)
    }
    expect(table.state.baselines.map((b) => b.state)).toEqual(['superseded', 'in-force'])
  })

  it('[AGR4] a second proposal has to wait until the first is answered', () => {
    const table = new Table()
    expect(table.propose(person('m1'), 'a')).toBe(true)
    expect(table.propose(person('h1'), 'b')).toBe(false)
  })

  it('[AGR4] an unanswered proposal ends after thirty days and makes room for the next', () => {
    const table = new Table()
    table.propose(person('m1'), 'a')
    const { digest = '' } = table.state.open ?? {}
    table.day = 30
    expect(table.sign(person('h1'), 1, digest)).toBe(false)
    expect(table.propose(person('h1'), 'b')).toBe(true)
    expect(table.state.proposals.map((p) => p.state)).toEqual(['expired', 'open'])
  })

  it('[AGR5] nobody signs who was not named when the version was frozen', () => {
    const table = new Table()
    table.propose(person('m1'), 'a')
    expect(table.sign(person('x'), 1, table.state.open?.digest ?? '')).toBe(false)
  })

  it('[AGR5] a signature of somebody who lost the right before the other side signed lapses, and the place is open again', () => {
    const table = new Table()
    table.propose(person('m1'), 'a')
    const { digest = '' } = table.state.open ?? {}
    table.sign(person('m1'), 1, digest)
    table.sign(person('h1'), 1, digest, (id) => id !== 'm1')
    expect(table.state.inForce).toBeUndefined()
    expect(table.state.open?.state).toBe('part-signed')
    table.sign(person('m2'), 1, digest)
    expect(table.state.inForce?.number).toBe(1)
  })

  it('[AGR5] signatures given before a refusal are void and never move to the next version', () => {
    const table = new Table()
    table.propose(person('m1'), 'a')
    const { digest = '' } = table.state.open ?? {}
    table.sign(person('m1'), 1, digest)
    table.refuse(person('h1'), 1, digest)
    table.propose(person('m1'), 'a')
    expect(table.state.open).toMatchObject({ number: 2, state: 'open', signatures: [] })
    expect(table.sign(person('h1'), 2, digest)).toBe(false)
  })

  const seed = Number(process.env.SEED ?? 4711)
  it(`[AGR4] [AGR5] whatever people try in whatever order: one open proposal, one line of baselines, no signature for another digest (250 stories, seed ${seed})`, () => {
    let inForce = 0
    let forged = 0
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 30 }), (steps) => {
        const table = new Table()
        for (const { act, who, number, wrong, days } of steps) {
          const by = PEOPLE[who] as Person
          const target = number === 0 ? table.state.proposals.length : number
          const known = table.state.proposals.find((p) => p.number === target)
          const digest = wrong ? digestOf('another version') : (known?.digest ?? '')
          if (act === 'propose') table.propose(by, `v${days}`, { mdm: days % 3 === 0 ? 2 : 1, hdo: 1 })
          else if (act === 'sign') table.sign(by, target, digest, (id) => !wrong || id !== 'm1')
          else if (act === 'refuse') table.refuse(by, target, digest)
          else if (act === 'withdraw') table.withdraw(by, target, digest)
          else if (act === 'wait') table.day += days
          else {
            // Past the guards: what a faulty writer, or a forger, would append.
            const before = table.state
            const proof = { statement: digest, envelope: digest }
            const at = day(table.day)
            const side = who % 2 ? 'mdm' : 'hdo'
            table.entries.push({
              kind: 'proposal.signed',
              body: { proposal: target, digest, side, ...proof },
              at,
              actor: by,
            })
            const force = { baseline: before.baselines.length + 1, proposal: target, digest, supersedes: null }
            if (wrong) table.entries.push({ kind: 'baseline.in-force', body: force, at, actor: by })
            forged++
          }
          expectLawful(table.state)
        }
        inForce += table.state.baselines.length
      }),
      { numRuns: 250, seed },
    )
    expect(inForce).toBeGreaterThan(10)
    expect(forged).toBeGreaterThan(100)
  })
})
