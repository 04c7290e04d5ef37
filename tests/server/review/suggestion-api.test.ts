import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { narrativeOf } from '@/lib/case/ydoc'
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
const statement = async (id = claim) => (await room.graph()).elements.get(id)?.statement ?? ''
const thread = async (id: string) => reviewState(await room.graph(), await room.entries('hana')).threads.get(id)

async function opened(who: PersonName, more: object): Promise<string> {
  const answer = await room.comment(who, { element: claim, audience: 'all', text: 'Please look', ...more })
  expect(said(answer)).toBe('201')
  return answer.body.id
}

describe('one’s own words', () => {
  it('[REV15] are changed and taken back by their author only, and stay readable', async () => {
    const id = await opened('hana', {})
    const reply = (await room.reply('mia', id, { text: 'Twice' })).body.id
    expect(said(await room.turn('mia', id, 'edit', { text: 'Overwritten' }))).toBe('403 not-allowed')
    expect(said(await room.turn('hana', id, 'remove', { reply }))).toBe('403 not-allowed')
    expect(said(await room.turn('hana', id, 'edit', { text: 'Please look again' }))).toBe('200')
    expect(said(await room.turn('mia', id, 'edit', { reply, text: 'Three times' }))).toBe('200')
    expect((await room.turn('mia', id, 'edit', { reply, text: 'Three times' })).body.recorded).toBe(false)
    expect(said(await room.turn('mia', id, 'remove', { reply }))).toBe('200')
    expect(said(await room.turn('mia', id, 'edit', { reply, text: 'Once more' }))).toBe('409 conflict')
    expect(await thread(id)).toMatchObject({
      text: 'Please look again',
      earlier: [{ text: 'Please look' }],
      replies: [{ text: '', earlier: [{ text: 'Twice' }, { text: 'Three times' }] }],
    })
  })
})

describe('naming people', () => {
  it('[REV16] reaches only those who can read the thread', async () => {
    const mine = { element: claim, audience: 'side', text: 'Among us @rita' }
    expect(said(await room.comment('hana', { ...mine, mentions: ['mia'] }))).toBe('422 invalid')
    expect(said(await room.comment('hana', { ...mine, mentions: ['olga'] }))).toBe('422 invalid')
    const id = await opened('hana', { audience: 'side', mentions: ['rita', 'rita'] })
    expect((await thread(id))?.mentions).toEqual(['rita'])
    expect(said(await room.turn('hana', id, 'assign', { person: 'assessor' }))).toBe('422 invalid')
    expect(said(await room.turn('hana', id, 'assign', { person: 'rita', due: '2027-02-30' }))).toBe('422 invalid')
    expect(said(await room.turn('hana', id, 'assign', { person: 'rita', due: '2027-02-15' }))).toBe('200')
    expect((await thread(id))?.assigned).toMatchObject({ person: 'rita', name: 'rita', due: '2027-02-15' })
    expect(said(await room.turn('mia', id, 'assign', { person: 'mia' }))).toBe('404 thread-not-found')
    expect(said(await room.turn('rita', id, 'assign', { person: null }))).toBe('200')
    expect((await thread(id))?.assigned).toBeUndefined()
  })
})

describe('suggestions', () => {
  it('[REV17] are applied once by somebody who may edit, and name both', async () => {
    const before = await statement()
    const id = await opened('assessor', { suggestion: `${before}, at both sites` })
    expect(said(await room.turn('assessor', id, 'apply'))).toBe('403 not-allowed')
    expect(said(await room.turn('rita', id, 'apply'))).toBe('403 not-allowed')
    const [first, second] = await Promise.all([room.turn('mia', id, 'apply'), room.turn('hana', id, 'apply')])
    expect([said(first), said(second)]).toContain('200')
    expect(await statement()).toBe(`${before}, at both sites`)
    const applied = (await room.entries('mia')).filter((entry) => entry.kind === 'suggestion.applied')
    expect(applied).toHaveLength(1)
    expect(applied[0]?.body).toMatchObject({ suggester: { id: 'assessor' }, before, after: `${before}, at both sites` })
    expect(await thread(id)).toMatchObject({ outcome: { state: 'applied' }, resolved: { by: applied[0]?.actor } })
    expect(said(await room.turn('mia', id, 'apply'))).toBe('409 conflict')
  })

  it('[REV17] leave everything as it is when their words are gone', async () => {
    const before = await statement()
    const id = await opened('assessor', { suggestion: 'Something shorter' })
    await room.edit('hana', 'set-text', { element: claim, text: 'Rewritten meanwhile' })
    const answer = await room.turn('mia', id, 'apply')
    expect(said(answer)).toBe('409 passage-gone')
    expect(answer.body.error.message).toMatch(/^Nothing was changed: .*\.$/)
    expect(answer.body.error.details).toEqual({ now: 'Rewritten meanwhile' })
    expect(await statement()).toBe('Rewritten meanwhile')
    expect((await thread(id))?.outcome).toBeUndefined()
    await room.edit('hana', 'set-text', { element: claim, text: before })
    expect(said(await room.turn('mia', id, 'apply'))).toBe('200')
    expect(await statement()).toBe('Something shorter')
  })

  it('[REV17] touch only the passage that they are about', async () => {
    await room.edit('hana', 'set-text', { element: claim, text: 'The session ends after idle time' })
    const passage = { field: 'statement', quote: 'idle time', start: 23, end: 32 }
    const id = await opened('rita', { suggestion: '15 minutes without use', passage })
    await room.edit('mia', 'set-text', { element: claim, text: 'Always, the session ends after idle time' })
    expect(said(await room.turn('mia', id, 'apply'))).toBe('200')
    expect(await statement()).toBe('Always, the session ends after 15 minutes without use')
  })

  it('[REV17] reword a line of a narrative where it stands, in its form, and nothing beside it', async () => {
    await room.write('mia', (doc) => {
      for (const [at, words] of ['The session ends by itself.', 'Nobody has to log out.'].entries()) {
        const line = new Y.XmlElement('paragraph')
        narrativeOf(doc, claim).insert(at, [line])
        line.insert(0, [new Y.XmlText(words)])
      }
      const first = (narrativeOf(doc, claim).get(0) as Y.XmlElement).get(0) as Y.XmlText
      first.format(17, 9, { bold: {} })
    })
    const passage = { field: 'narrative', quote: 'by itself', start: 17, end: 26 }
    const id = await opened('assessor', { suggestion: 'by itself after 15 minutes', passage })
    const gone = await opened('rita', { suggestion: 'sign off', passage: { ...passage, quote: 'log off' } })
    await room.write('hana', (doc) => {
      const first = (narrativeOf(doc, claim).get(0) as Y.XmlElement).get(0) as Y.XmlText
      first.insert(0, 'On every ward: ')
    })
    expect(said(await room.turn('assessor', id, 'apply'))).toBe('403 not-allowed')
    expect(said(await room.turn('mia', id, 'apply'))).toBe('200')
    const xml = () => room.read((doc) => narrativeOf(doc, claim).toString())
    expect(await xml()).toBe(
      '<paragraph>On every ward: The session ends <bold>by itself after 15 minutes</bold>.</paragraph>' +
        '<paragraph>Nobody has to log out.</paragraph>',
    )
    expect(await thread(id)).toMatchObject({ by: { id: 'assessor' }, outcome: { state: 'applied', by: { id: 'mia' } } })
    expect(said(await room.turn('mia', id, 'apply'))).toBe('409 conflict')
    expect(said(await room.turn('mia', gone, 'apply'))).toBe('409 passage-gone')
    expect(await xml()).toContain('log out')
    const lines = { ...passage, quote: 'itself.\nNobody' }
    const two = { element: claim, audience: 'all', text: 'One line', passage: lines, suggestion: 'It.' }
    expect(said(await room.comment('rita', two))).toBe('422 invalid')
  })

  it('[FLD1] cannot be applied by the other side in a field of one side', async () => {
    const policy = [...(await room.graph()).elements.values()].find(({ facet }) => facet === 'policy')
    if (policy === undefined) throw new Error('The case has no policy')
    const passage = { field: 'policyHdo', quote: '', start: 0, end: 0 }
    const id = await opened('mia', { element: policy.id, passage, suggestion: 'The hospital bears everything' })
    expect(said(await room.turn('mia', id, 'apply'))).toBe('403 not-your-side')
    expect(said(await room.turn('hana', id, 'apply'))).toBe('200')
    expect((await room.graph()).elements.get(policy.id)?.texts.policyHdo).toBe('The hospital bears everything')
  })

  it('are declined with a word, once', async () => {
    const id = await opened('rita', { suggestion: 'Other words' })
    expect(said(await room.turn('mia', id, 'decline', { note: '  ' }))).toBe('422 invalid')
    expect(said(await room.turn('mia', id, 'decline', { note: 'It is no requirement.' }))).toBe('200')
    expect(said(await room.turn('max', id, 'decline', { note: 'Nor for me.' }))).toBe('409 conflict')
    expect(said(await room.turn('mia', id, 'apply'))).toBe('409 conflict')
    expect(await thread(id)).toMatchObject({ outcome: { state: 'declined', note: 'It is no requirement.' } })
    const plain = await opened('rita', {})
    expect(said(await room.turn('mia', plain, 'decline', { note: 'No.' }))).toBe('422 invalid')
  })
})
