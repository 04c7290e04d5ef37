import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueEvents, nextDue } from '@/lib/agreement/due'
import type { Effect } from '@/lib/agreement/events'
import { mayPropose, maySign } from '@/lib/agreement/proposal-rules'
import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import { digestOf } from '@/lib/gsn/digest'
import { day, expectLawful, expectMonotone, PEOPLE, person, Table } from './agreement-table'

const [MARA, MAX, DORA, HANA] = [person('m1'), person('m2'), person('d1'), person('h1')]
const FROM_DAY_40: Effect = { kind: 'date', from: day(40) }
const WHEN_PATCHED: Effect = { kind: 'condition', text: 'The patch is installed', until: day(60) }

/** A table with a version that both sides have signed. */
function signed(effect: Effect = { kind: 'at-once' }): { table: Table; digest: string } {
  const table = new Table()
  table.propose(MARA, 'a', { effect })
  const digest = table.state.open?.digest ?? ''
  table.sign(MARA, 1, digest)
  table.sign(HANA, 1, digest)
  return { table, digest }
}

describe('how a proposal lives', () => {
  it('[AGR4] is in force as soon as both sides have signed', () => {
    const table = new Table()
    table.propose(MARA, 'a')
    const { digest = '' } = table.state.open ?? {}
    table.sign(MARA, 1, digest)
    expect(table.state.open?.state).toBe('part-signed')
    table.sign(HANA, 1, digest)
    expect(table.state).toMatchObject({
      inForce: { number: 1, digest, state: 'in-force' },
      proposals: [{ state: 'in-force' }],
    })
    expect(table.state.open).toBeUndefined()
  })

  it('[AGR4] a new baseline ends the one before in the same entry', () => {
    const table = new Table()
    for (const content of ['a', 'b']) {
      table.propose(MARA, content)
      const { number = 0, digest = '' } = table.state.open ?? {}
      table.sign(MARA, number, digest)
      table.sign(HANA, number, digest)
    }
    expect(table.state.baselines.map((b) => b.state)).toEqual(['superseded', 'in-force'])
  })

  it('[AGR4] a second proposal has to wait until the first is answered', () => {
    const table = new Table()
    expect(table.propose(MARA, 'a')).toBe(true)
    expect(table.propose(HANA, 'b')).toBe(false)
    expect(mayPropose(table.state, null)).toMatchObject({
      ok: false,
      refusal: { code: 'proposal-open', details: { choices: ['review', 'counter', 'wait'] } },
    })
  })

  it('[AGR4] an unanswered proposal ends after thirty days and makes room for the next', () => {
    const table = new Table()
    table.propose(MARA, 'a')
    const { digest = '' } = table.state.open ?? {}
    expect(nextDue(table.state)).toBe(day(30))
    table.today = 30
    expect(table.sign(HANA, 1, digest)).toBe(false)
    expect(table.propose(HANA, 'b')).toBe(true)
    expect(table.state.proposals.map((p) => p.state)).toEqual(['expired', 'open'])
  })

  it('[AGR5] nobody signs who was not named when the version was frozen', () => {
    const table = new Table()
    table.propose(MARA, 'a')
    expect(maySign(table.state, 1, table.state.open?.digest ?? '', 'x', table.at)).toMatchObject({
      refusal: { code: 'not-rostered' },
    })
  })

  it('[AGR5] a signature of somebody who lost the right before the other side signed lapses, and the place is open again', () => {
    const table = new Table()
    table.propose(MARA, 'a')
    const { digest = '' } = table.state.open ?? {}
    table.sign(MARA, 1, digest)
    table.lost.add('m1')
    table.sign(HANA, 1, digest)
    expect(table.state.inForce).toBeUndefined()
    expect(table.state.open?.state).toBe('part-signed')
    table.sign(MAX, 1, digest)
    expect(table.state.inForce?.number).toBe(1)
    table.lost.add('m2')
    table.look()
    expect(table.state.inForce?.number).toBe(1)
  })

  it('[AGR5] signatures given before a refusal are void and never move to the next version', () => {
    const table = new Table()
    table.propose(MARA, 'a')
    const { digest = '' } = table.state.open ?? {}
    table.sign(MARA, 1, digest)
    table.refuse(HANA, 1, digest)
    table.propose(MARA, 'a')
    expect(table.state.open).toMatchObject({ number: 2, state: 'open', signatures: [] })
    expect(table.sign(HANA, 2, digest)).toBe(false)
  })

  it('[AGR5] a delegate and the one they stand for count once', () => {
    const table = new Table()
    table.propose(MARA, 'a', { quorum: { mdm: 2, hdo: 1 } })
    const { digest = '' } = table.state.open ?? {}
    expect(table.sign(DORA, 1, digest)).toBe(true)
    expect(table.sign(MARA, 1, digest)).toBe(false)
    table.sign(HANA, 1, digest)
    expect(table.state.open?.state).toBe('part-signed')
    expect(table.state.open?.signatures[0]).toMatchObject({ standsFor: 'm1' })
    table.sign(MAX, 1, digest)
    expect(table.state.inForce?.number).toBe(1)
  })

  it('[AGR13] a signature is taken back while the other side has not signed; it stays on record and counts for nothing', () => {
    const table = new Table()
    table.propose(MARA, 'a')
    const { digest = '' } = table.state.open ?? {}
    table.sign(MARA, 1, digest)
    expect(table.unsign(MARA, 1, digest)).toBe(true)
    expect(table.state.open).toMatchObject({ state: 'open', signatures: [{ withdrawn: { reason: 'Too early' } }] })
    expect(table.unsign(MARA, 1, digest)).toBe(false)
    expect(table.sign(MARA, 1, digest)).toBe(true)
    expect(table.sign(HANA, 1, digest)).toBe(true)
    expect(table.unsign(MARA, 1, digest)).toBe(false)
    expect(table.state.inForce?.number).toBe(1)
  })
})

describe('how an agreement takes effect and ends', () => {
  it('[AGR11] waits for its date, binding, and is in force from then, whenever the service looks', () => {
    const { table, digest } = signed(FROM_DAY_40)
    expect(table.state).toMatchObject({
      pending: { number: 1, state: 'pending-effect' },
      open: { state: 'fully-signed' },
    })
    expect(table.state.inForce).toBeUndefined()
    for (const act of ['unsign', 'refuse', 'withdraw'] as const) expect(table[act](MARA, 1, digest)).toBe(false)
    expect(table.propose(HANA, 'b')).toBe(false)
    expect(nextDue(table.state)).toBe(day(40))
    table.today = 39
    table.look()
    expect(table.state.inForce).toBeUndefined()
    table.today = 45
    table.look()
    expect(table.state).toMatchObject({ inForce: { number: 1, since: day(45) }, proposals: [{ state: 'in-force' }] })
    expect(table.state.pending).toBeUndefined()
  })

  it('[AGR11] waits until both sides say that its condition is met, and runs out on its last day', () => {
    const met = signed(WHEN_PATCHED)
    expect(met.table.confirm(HANA, 1, met.digest)).toBe(true)
    expect(met.table.confirm(HANA, 1, met.digest)).toBe(false)
    expect(met.table.state.inForce).toBeUndefined()
    expect(met.table.confirm(MAX, 1, met.digest)).toBe(true)
    expect(met.table.state.inForce?.number).toBe(1)

    const late = signed(WHEN_PATCHED)
    late.table.confirm(HANA, 1, late.digest)
    late.table.today = 60
    late.table.look()
    expect(late.table.state).toMatchObject({ baselines: [], proposals: [{ state: 'expired' }] })
  })

  it('[AGR11] a signer who loses the right while it waits opens the place again; nothing takes effect', () => {
    const { table, digest } = signed(FROM_DAY_40)
    table.lost.add('h1')
    table.look()
    expect(table.state).toMatchObject({ baselines: [], open: { state: 'part-signed' } })
    expect(table.sign(person('h2'), 1, digest)).toBe(true)
    table.today = 40
    table.look()
    expect(table.state.inForce?.number).toBe(1)
  })

  it('[AGR14] ends when both sides say so, or when the notice of one has run out', () => {
    const both = signed()
    expect(both.table.terminate(MARA, 1, both.digest, false)).toBe(true)
    expect(both.table.state.inForce?.state).toBe('in-force')
    expect(both.table.terminate(HANA, 1, both.digest, false)).toBe(true)
    expect(both.table.state).toMatchObject({ baselines: [{ state: 'terminated', until: day(0) }] })
    expect(both.table.state.inForce).toBeUndefined()

    const one = signed()
    expect(one.table.terminate(HANA, 1, one.digest, true)).toBe(true)
    expect(nextDue(one.table.state)).toBe(day(10))
    one.table.today = 9
    one.table.look()
    expect(one.table.state.inForce?.number).toBe(1)
    one.table.today = 10
    one.table.look()
    expect(one.table.state.baselines).toMatchObject([{ state: 'terminated', until: day(10) }])
    expect(one.table.propose(MARA, 'b')).toBe(true)
    expect(one.table.state.open?.supersedes).toBeNull()
  })

  it('[AGR14] an end takes along an amendment that is still being signed, and leaves one that both have signed', () => {
    const half = signed()
    half.table.propose(MARA, 'b')
    half.table.sign(MARA, 2, half.table.state.open?.digest ?? '')
    half.table.terminate(MARA, 1, half.digest, false)
    half.table.terminate(HANA, 1, half.digest, false)
    expect(half.table.state.proposals.map((p) => p.state)).toEqual(['in-force', 'overtaken'])

    const whole = signed()
    whole.table.propose(MARA, 'b', { effect: FROM_DAY_40 })
    const next = whole.table.state.open?.digest ?? ''
    whole.table.sign(MARA, 2, next)
    whole.table.sign(HANA, 2, next)
    whole.table.terminate(MARA, 1, whole.digest, true)
    whole.table.today = 40
    whole.table.look()
    expect(whole.table.state.baselines.map((b) => b.state)).toEqual(['terminated', 'in-force'])
  })

  it('[AGR14] what both signed and neither wants any more is ended before it takes effect', () => {
    const { table, digest } = signed(FROM_DAY_40)
    table.terminate(MARA, 1, digest, false)
    table.terminate(HANA, 1, digest, false)
    expect(table.state).toMatchObject({ baselines: [], proposals: [{ state: 'withdrawn' }] })
    expect(table.propose(HANA, 'b')).toBe(true)
  })
})

const ACTS = ['propose', 'sign', 'sign', 'sign', 'unsign', 'refuse', 'withdraw', 'confirm', 'terminate'] as const
const step = fc.record({
  act: fc.constantFrom(
    ...ACTS,
    'propose',
    'sign',
    'sign',
    'sign',
    'sign',
    'sign',
    'confirm',
    'wait',
    'lose',
    'regain',
    'forge',
  ),
  who: fc.nat(PEOPLE.length - 1),
  number: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
  wrong: fc.constantFrom(false, false, false, false, false, true),
  days: fc.nat(20),
})

const SEED = Number(process.env.SEED ?? 4711)

describe('whatever people try', () => {
  it(`[AGR4] [AGR5] [AGR11] in whatever order: one open proposal, one line of baselines, no signature for another digest, nothing comes back (320 stories, seed ${SEED})`, () => {
    const seen: Record<string, number> = {}
    const count = (what: string, times = 1) => {
      seen[what] = (seen[what] ?? 0) + times
    }
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 50 }), (steps) => {
        const table = new Table()
        let before = table.state
        for (const { act, who, number, wrong, days } of steps) {
          const by = PEOPLE[who] as (typeof PEOPLE)[number]
          const target = number === 0 ? table.state.proposals.length : number
          const known = table.state.proposals.find((p) => p.number === target)
          const digest = wrong ? digestOf('another version') : (known?.digest ?? '')
          switch (act) {
            case 'propose': {
              const effects: Effect[] = [
                { kind: 'at-once' },
                { kind: 'date', from: day(table.today + days) },
                { kind: 'condition', text: 'When', until: day(table.today + 4 * days) },
              ]
              const effect = days % 3 === 0 ? effects[days % 9 < 5 ? 1 : 2] : effects[0]
              const quorum = { mdm: days % 4 === 0 ? 2 : 1, hdo: 1 }
              table.propose(by, `v${days}`, { quorum, ...(effect === undefined ? {} : { effect }) })
              break
            }
            case 'sign':
            case 'unsign':
            case 'refuse':
            case 'withdraw':
            case 'confirm':
              if (table[act](by, target, digest)) count(act)
              break
            case 'terminate': {
              const ends = table.state.inForce ?? table.state.pending
              if (ends !== undefined && table.terminate(by, ends.proposal, wrong ? digest : ends.digest, days > 9))
                count(act)
              break
            }
            case 'wait':
              table.today += days
              table.look()
              break
            case 'lose':
              if (table.lost.size < 2) table.lost.add(by.id)
              table.look()
              break
            case 'regain':
              table.lost.clear()
              break
            case 'forge': {
              // Past the guards: what a faulty writer, or a forger, would append.
              const proof = { statement: digest, envelope: digest }
              const side = who % 2 ? 'mdm' : 'hdo'
              table.append({ kind: 'proposal.signed', body: { proposal: target, digest, side, ...proof } }, by)
              const force = { baseline: table.state.baselines.length + 1, proposal: target, digest, supersedes: null }
              if (wrong) table.append({ kind: 'baseline.in-force', body: force }, by)
              if (wrong) table.append({ kind: 'baseline.terminated', body: { baseline: 1, digest } }, by)
              if (days > 10) table.append({ kind: 'proposal.expired', body: { proposal: target, digest } }, by)
              count('forged')
            }
          }
          const after = table.state
          expectLawful(after)
          expectMonotone(before, after)
          before = after
        }
        table.look()
        expect(dueEvents(table.state, table.at, table.entitled)).toEqual([])
        expect(reduceAgreement(table.entries)).toEqual(table.state)
        for (const { state } of [...table.state.baselines, ...table.state.proposals]) count(state)
        for (const s of table.state.proposals.flatMap((p) => p.signatures)) if (s.lapsed) count('lapsed')
      }),
      { numRuns: 320, seed: SEED },
    )
    // A story that never comes to anything proves nothing.
    const reached = [
      'in-force',
      'superseded',
      'terminated',
      'expired',
      'refused',
      'withdrawn',
      'lapsed',
      'unsign',
      'confirm',
    ]
    for (const what of reached) expect(seen[what] ?? 0, what).toBeGreaterThan(2)
  })
})
