import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claimDigests } from '@/lib/review/digests'
import { type Answer, type PersonName, Workshop } from './workshop'

let room: Workshop
let claim: string
let capability: string

beforeAll(async () => {
  room = await Workshop.open()
  claim = await room.id('C5-ALOF')
  capability = 'ALOF'
}, 120_000)
afterAll(() => room.close())

function said({ status, body }: Answer): string {
  return body.error === undefined ? String(status) : `${status} ${body.error.code}`
}

const TODAY = new Date().toISOString().slice(0, 10)
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

async function seen() {
  return [...claimDigests(await room.graph())].map(([id, digests]) => ({ claim: id, digests }))
}

describe('approving many claims at once', () => {
  it('[REV23] records what stands, names what does not, and says nothing twice under the same key', async () => {
    const claims = await seen()
    const moved = await room.id('CTXT4-ALOF')
    await room.edit('mia', 'set-text', { element: moved, text: 'Threats were collected in a workshop' })
    const now = new Map((await seen()).map((each) => [each.claim, each.digests]))
    const stale = claims.filter((each) => JSON.stringify(now.get(each.claim)) !== JSON.stringify(each.digests))
    const answer = await room.approveMany('hana', { claims }, 'key-many')
    expect(said(answer)).toBe('200')
    expect(stale.length).toBeGreaterThan(2)
    expect(stale.length).toBeLessThan(claims.length)
    expect(answer.body).toMatchObject({ recorded: claims.length - stale.length, unchanged: 0 })
    const refused = answer.body.refused as { claim: string; code: string; message: string; details: object }[]
    expect(refused.map((each) => each.claim).sort()).toEqual(stale.map((each) => each.claim).sort())
    for (const { code, message, details, claim: id } of refused) {
      expect(code).toBe('changed')
      expect(message).toMatch(/changed meanwhile: .*\.$/)
      expect(details).toMatchObject({ digests: now.get(id) })
    }
    const again = await room.approveMany('hana', { claims }, 'key-many')
    expect(again.body).toEqual(answer.body)
    const given = (await room.entries('mia')).filter(({ kind }) => kind === 'approval.given')
    expect(given).toHaveLength(claims.length - stale.length)
    // All that the rest took was to be read again.
    expect((await room.approveMany('hana', { claims: await seen() })).body).toMatchObject({
      recorded: stale.length,
      unchanged: claims.length - stale.length,
      refused: [],
    })
  })

  it('[ACC1] is for those who may approve, and asks for something to approve', async () => {
    const claims = await seen()
    const statuses: [PersonName, string][] = [
      ['ben', '403 not-allowed'],
      ['assessor', '403 not-allowed'],
      ['olga', '404 case-not-found'],
    ]
    for (const [who, expected] of statuses) expect(said(await room.approveMany(who, { claims }))).toBe(expected)
    expect(said(await room.approveMany('hana', { claims: [] }))).toBe('422 invalid')
    expect(said(await room.approveMany('hana', { claims: [{ claim }] }))).toBe('422 invalid')
  })
})

describe('what changed since an approval', () => {
  it('[REV25] is told against the very state that was approved, to everybody who may read the case', async () => {
    const told = async (who: PersonName) => (await room.changesSince(who, claim, 'hdo')).body
    expect((await told('mia')).changes).toEqual([])
    const before = (await room.graph()).elements.get(claim)?.statement
    for (const text of ['Something in between', 'Threats of idle sessions are known']) {
      await room.edit('mia', 'set-text', { element: claim, text })
    }
    for (const who of ['mia', 'rita', 'ben', 'assessor'] satisfies PersonName[]) {
      expect((await told(who)).changes).toEqual([
        expect.objectContaining({
          kind: 'reworded',
          label: 'Statement',
          before,
          after: 'Threats of idle sessions are known',
        }),
      ])
    }
    expect(await told('mia')).toMatchObject({ claim, by: 'hana' })
    await room.edit('mia', 'set-text', { element: claim, text: before })
    expect((await told('mia')).changes).toEqual([])
    expect(said(await room.changesSince('mia', claim, 'mdm'))).toBe('409 conflict')
    expect(said(await room.changesSince('mia', 'nowhere', 'mdm'))).toBe('404 element-not-found')
    expect(said(await room.changesSince('mia', claim, 'both'))).toBe('400 malformed')
    expect(said(await room.changesSince('olga', claim, 'hdo'))).toBe('404 case-not-found')
  })
})

describe('delegating approvals', () => {
  const days = { from: TODAY, until: day(7) }

  it('[REV21] lets a colleague approve in one’s name until it is taken back, and both sides see it', async () => {
    const digests = await room.digests(claim)
    const verdict = { claim, verdict: 'approve', digests, note: 'Read on the ward' }
    expect(said(await room.judge('ben', verdict))).toBe('403 not-allowed')
    const given = await room.delegate('rita', { person: 'ben', capabilities: [capability], ...days })
    expect(said(given)).toBe('201')
    expect(said(await room.judge('ben', verdict))).toBe('200')
    const top = await room.id('C1')
    const whole = { claim: top, verdict: 'approve', digests: await room.digests(top) }
    expect(said(await room.judge('ben', whole))).toBe('403 not-allowed')
    const many = await room.approveMany('ben', { claims: await seen() })
    expect(many.body.refused.length).toBeGreaterThan(1)
    expect(new Set(many.body.refused.map(({ code }: { code: string }) => code))).toEqual(new Set(['not-allowed']))
    const state = (await room.approvals('mia', claim)).body.claims[0].sides.hdo
    expect(state).toMatchObject({ state: 'approved', by: { id: 'ben' }, for: { person: 'rita', name: 'rita' } })
    const { delegations } = (await room.delegations('mia')).body
    expect(delegations).toMatchObject([{ by: { id: 'rita' }, to: { id: 'ben' }, capabilities: [capability] }])

    expect(said(await room.endDelegation('mia', given.body.id))).toBe('403 not-allowed')
    expect(said(await room.endDelegation('rita', given.body.id))).toBe('200')
    expect((await room.endDelegation('rita', given.body.id)).body.recorded).toBe(false)
    expect(said(await room.judge('ben', { ...verdict, verdict: 'object' }))).toBe('403 not-allowed')
    // What was said in the meantime stands.
    expect((await room.approvals('mia', claim)).body.claims[0].sides.hdo.state).toBe('approved')
  })

  it('[REV21] is refused across sides, in chains, for days that are over, and for whoever has it', async () => {
    const ask = (who: PersonName, body: object) => room.delegate(who, { ...days, ...body }).then(said)
    expect(await ask('rita', { person: 'mia' })).toBe('422 invalid')
    expect(await ask('rita', { person: 'assessor' })).toBe('422 invalid')
    expect(await ask('rita', { person: 'hana' })).toBe('422 invalid')
    expect(await ask('rita', { person: 'rita' })).toBe('422 invalid')
    expect(await ask('rita', { person: 'ben', until: day(-1), from: day(-3) })).toBe('422 invalid')
    expect(await ask('rita', { person: 'ben', until: 'soon' })).toBe('422 invalid')
    expect(await ask('rita', { person: 'ben' })).toBe('201')
    expect(await ask('ben', { person: 'hana' })).toBe('403 not-allowed')
    expect(await ask('assessor', { person: 'ben' })).toBe('403 not-allowed')
    expect(await ask('olga', { person: 'ben' })).toBe('404 case-not-found')
    expect(said(await room.endDelegation('rita', 'none'))).toBe('404 delegation-not-found')
  })
})
