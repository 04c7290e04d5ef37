import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reviewState } from '@/lib/review/state'
import { type Answer, type PersonName, Workshop } from './workshop'

let room: Workshop
let claim: string

beforeAll(async () => {
  room = await Workshop.open()
  claim = await room.id('C4-ALOF')
}, 120_000)
afterAll(() => room.close())

/** "201", or the status with the refusal's code. */
function said({ status, body }: Answer): string {
  return body.error === undefined ? String(status) : `${status} ${body.error.code}`
}

describe('comments', () => {
  it('[REV11] keeps a remark of one side out of every byte that the other side is sent', async () => {
    const secret = 'Our pharmacy cannot bear this risk'
    const asked = await room.comment('hana', { element: claim, audience: 'side', text: secret })
    expect(said(asked)).toBe('201')
    const { id } = asked.body
    expect(said(await room.reply('rita', id, { text: 'Nor can the wards' }))).toBe('201')
    expect(await room.ledgerText('rita')).toContain(secret)
    for (const outsider of ['mia', 'assessor'] satisfies PersonName[]) {
      const told = await room.ledgerText(outsider)
      expect(told).not.toContain(secret)
      expect(told).not.toContain(id)
      expect(JSON.stringify((await room.threads(outsider)).body)).not.toContain(id)
      // A thread of the other side and one that never was are the same to them.
      const guessed = await room.reply(outsider, id, { text: 'I heard you' })
      const invented = await room.reply(outsider, 'no-such-thread', { text: 'I heard you' })
      expect(guessed).toEqual(invented)
      expect(said(guessed)).toBe('404 thread-not-found')
      expect(said(await room.resolve(outsider, id))).toBe('404 thread-not-found')
    }
    const own = (await room.entries('hana')).filter((entry) => entry.chain === 'hdo')
    expect(own.map((entry) => entry.kind)).toEqual(['thread.opened', 'thread.replied'])
  })

  it('lets both sides talk, resolve and reopen, and records each turn once', async () => {
    const { id } = (await room.comment('hana', { element: claim, audience: 'all', text: 'How long is idle?' })).body
    expect(said(await room.reply('mia', id, { text: '1 to 60 minutes' }))).toBe('201')
    for (const turn of [room.resolve('hana', id), room.resolve('mia', id)]) expect(said(await turn)).toBe('200')
    expect(said(await room.reopen('mia', id))).toBe('200')
    const kinds = (await room.entries('mia')).flatMap((entry) =>
      'thread' in entry.body && entry.body.thread === id ? [entry.kind] : [],
    )
    expect(kinds).toEqual(['thread.opened', 'thread.replied', 'thread.resolved', 'thread.reopened'])
  })

  it('[REV26] is about a version only where that version is, and then about its frozen words', async () => {
    const none = await room.comment('hana', { proposal: 7, audience: 'all', text: 'Which duty is this?' })
    expect(said(none)).toBe('404 proposal-not-found')
    expect(said(await room.comment('hana', { audience: 'all', text: 'About what?' }))).toBe('422 invalid')
  })

  it('takes markup as the text it is', async () => {
    const text = '<script>alert(1)</script> & "quotes"'
    const { id } = (await room.comment('mia', { element: claim, audience: 'all', text })).body
    expect(reviewState(await room.graph(), await room.entries('hana')).threads.get(id)?.text).toBe(text)
  })

  it('refuses what cannot be a comment, with a sentence', async () => {
    const good = { element: claim, audience: 'all', text: 'Fine' }
    const bad: [unknown, string][] = [
      [{ ...good, text: '   ' }, '422 invalid'],
      [{ ...good, text: 'x'.repeat(100_001) }, '422 invalid'],
      [{ ...good, text: 'x'.repeat(1_200_000) }, '413 too-large'],
      [{ ...good, text: 'half \uD83D' }, '400 malformed'],
      [{ ...good, audience: 'hdo' }, '422 invalid'],
      [{ ...good, element: undefined }, '422 invalid'],
      [{ ...good, element: 'nowhere' }, '404 element-not-found'],
      ['{"element":', '400 malformed'],
    ]
    for (const [body, expected] of bad) {
      const answer = await room.comment('mia', body)
      expect(said(answer)).toBe(expected)
      expect(answer.body.error.message).toMatch(/^[A-Z].*\.$|^[a-z]+: [A-Z].*\.$/)
    }
    expect(said(await room.comment('mia', { ...good, text: 'x'.repeat(100_000) }))).toBe('201')
    expect(said(await room.comment('assessor', { ...good, audience: 'side' }))).toBe('422 invalid')
    expect(said(await room.comment('assessor', good))).toBe('201')
  })

  it('hides the case from an outsider, and tells a reader that they may not comment', async () => {
    const good = { element: claim, audience: 'all', text: 'Fine' }
    expect(said(await room.comment('olga', good))).toBe('404 case-not-found')
    expect(said(await room.comment('ben', good))).toBe('403 not-allowed')
  })

  it('says a thing once however often the same request is repeated', async () => {
    const body = { element: claim, audience: 'all', text: 'Only once' }
    const [first, second] = [await room.comment('mia', body, 'key-1'), await room.comment('mia', body, 'key-1')]
    expect(second).toEqual(first)
    const said = (await room.entries('mia')).filter((entry) => 'text' in entry.body && entry.body.text === 'Only once')
    expect(said).toHaveLength(1)
  })
})

describe('approvals', () => {
  const approve = async (who: PersonName) =>
    room.judge(who, { claim, verdict: 'approve', digests: await room.digests(claim) })
  const standing = async () => (await room.approvals('assessor', claim)).body.claims[0]

  it('[REV8] [REV6] is agreed by both sides, then out of date with its cause, then agreed again', async () => {
    expect(said(await approve('mia'))).toBe('200')
    expect((await standing()).status).toBe('half')
    expect(said(await approve('rita'))).toBe('200')
    expect((await standing()).status).toBe('agreed')

    const leaf = await room.id('C5-ALOF')
    const before = (await room.graph()).elements.get(leaf)?.statement
    await room.edit('mia', 'set-text', { element: leaf, text: 'Reworded' })
    expect(await standing()).toMatchObject({
      status: 'stale',
      sides: { hdo: { state: 'stale', why: ['what it rests on changed: C5-ALOF'] } },
    })
    await room.edit('mia', 'set-text', { element: leaf, text: before })
    expect((await standing()).status).toBe('agreed')
  })

  it('[REV12] refuses an approval of what is no longer there, and says what moved', async () => {
    const seen = await room.digests(claim)
    await room.edit('hana', 'set-text', { element: claim, text: 'Another wording' })
    const answer = await room.judge('mia', { claim, verdict: 'approve', digests: seen })
    expect(said(answer)).toBe('409 changed')
    expect(answer.body.error.details).toEqual({ changed: ['statement'], digests: await room.digests(claim) })
    expect(answer.body.error.message).toContain('its wording')
    expect(said(await approve('mia'))).toBe('200')
  })

  it('[REV9] keeps an objection until the one who raised it lifts it', async () => {
    const digests = await room.digests(claim)
    expect(said(await room.judge('hana', { claim, verdict: 'object', digests }))).toBe('422 invalid')
    expect(said(await room.judge('hana', { claim, verdict: 'object', digests, note: 'Not for the ICU.' }))).toBe('200')
    expect((await standing()).status).toBe('challenged')
    expect(said(await approve('hana'))).toBe('409 conflict')
    expect(said(await approve('rita'))).toBe('200')
    expect(said(await room.judge('rita', { claim, verdict: 'lift', digests }))).toBe('409 conflict')
    expect((await standing()).status).toBe('challenged')
    expect(said(await room.judge('hana', { claim, verdict: 'lift', digests }))).toBe('200')
    expect((await standing()).status).toBe('agreed')
  })

  it('is recorded once when a person says it again', async () => {
    const count = async () => (await room.entries('mia')).filter((entry) => entry.kind === 'approval.given').length
    await approve('max')
    const before = await count()
    expect((await approve('max')).body).toMatchObject({ recorded: false })
    expect(await count()).toBe(before)
  })

  it('takes approvals only from people of a side who have the right, and only of claims', async () => {
    expect(said(await approve('ben'))).toBe('403 not-allowed')
    expect(said(await approve('assessor'))).toBe('403 not-allowed')
    expect(said(await approve('olga'))).toBe('404 case-not-found')
    const digests = await room.digests(claim)
    const strategy = await room.id('S1-ALOF')
    expect(said(await room.judge('mia', { claim: strategy, verdict: 'approve', digests }))).toBe('422 invalid')
    expect(said(await room.judge('mia', { claim: 'nowhere', verdict: 'approve', digests }))).toBe(
      '404 element-not-found',
    )
    expect(said(await room.judge('mia', { claim, verdict: 'approve', digests: { ...digests, support: 'x' } }))).toBe(
      '422 invalid',
    )
  })
})
