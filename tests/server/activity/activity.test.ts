import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { visits } from '@/server/store/schema'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let mia: TestPerson
let hana: TestPerson
let rita: TestPerson
let outsider: TestPerson
let caseId: string

beforeAll(async () => {
  server = await startServer()
  mia = await server.person('mia@mdm.example', { name: 'Mia', organisation: 'Pumps', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { name: 'Hana' })
  rita = await server.person('rita@hdo.example', { name: 'Rita' })
  outsider = await server.person('nobody@outside.example')
  caseId = await server.newCase(mia, { template: 'iec-80001-2-9' })
  for (const person of [hana, rita]) {
    await mia.post(`/api/cases/${caseId}/participants`, {
      email: person.email,
      side: 'hdo',
      rights: ['read', 'comment', 'edit'],
    })
  }
}, 120_000)
afterAll(() => server.close())

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on anything else
type Json = any
const read = async (who: TestPerson, path: string): Promise<Json> => (await who.get(path)).json()
const activity = (who: TestPerson) => read(who, `/api/cases/${caseId}/activity`)
const standing = async (who: TestPerson) =>
  (await read(who, '/api/standing')).cases.find((one: Json) => one.case === caseId)
const seen = (who: TestPerson, body: object = {}) => who.post(`/api/cases/${caseId}/seen`, body)
const say = (who: TestPerson, text: string, audience = 'all', mentions: string[] = []) =>
  who.post(`/api/cases/${caseId}/threads`, { element: 'C1', audience, text, mentions })

describe('what happened since I was here', () => {
  it('[ACT2] [ACT1] tells what others did: edits by person and element, and what was said, never one’s own', async () => {
    expect((await activity(hana)).since).toBeUndefined()
    expect((await standing(hana)).news).toBeUndefined()
    expect((await seen(hana)).status).toBe(200)
    expect(await activity(hana)).toMatchObject({ edits: [], lines: [] })

    for (const text of ['One', 'Two']) {
      const args = { element: 'C1', field: 'statement', text: `${text} is secure` }
      await mia.post(`/api/cases/${caseId}/commands`, { command: 'set-text', args })
    }
    await say(mia, 'What do you think of it?')
    await say(mia, 'we should not tell them', 'side')
    await say(rita, 'our own view', 'side')
    await say(hana, 'I think so')
    const told = await activity(hana)
    expect(told.edits).toHaveLength(1)
    expect(told.edits[0]).toMatchObject({
      by: { name: 'Mia' },
      side: 'mdm',
      changes: 2,
      total: 1,
      elements: [{ id: 'C1', name: 'C1', changes: 2 }],
    })
    expect(told.lines.map(({ by, words }: Json) => `${by} ${words}`)).toEqual([
      'Mia commented on C1',
      'Rita commented on C1',
    ])
    expect(told.lines[1].private).toBe(true)
    expect(JSON.stringify(told)).not.toContain('not tell them')
    expect((await standing(hana)).news).toMatchObject({ edits: 2, entries: 2 })

    // What is read on one device is read on all of them; what comes later is news again.
    expect((await seen(hana, { upTo: told.upTo })).status).toBe(200)
    expect(await activity(hana)).toMatchObject({ edits: [], lines: [] })
    expect((await standing(hana)).news).toMatchObject({ edits: 0, entries: 0 })
    await say(mia, 'And now?')
    expect((await activity(hana)).lines).toHaveLength(1)
    // An older window that reports late takes nothing back.
    await seen(hana, { upTo: { seq: 0, shared: 0, own: 0 } })
    expect((await activity(hana)).lines).toHaveLength(1)
  })

  it('[ACT1] begins the next visit after half an hour away', async () => {
    await seen(rita)
    await say(mia, 'while Rita is there')
    await seen(rita)
    const quiet = (await activity(rita)).lines.length
    const [row] = await server.runtime.db.select().from(visits).where(eq(visits.personId, rita.id))
    if (row === undefined) throw new Error('no visit')
    const before = new Date(Date.now() - 40 * 60_000).toISOString()
    await server.runtime.db
      .update(visits)
      .set({ here: { ...row.here, at: before } })
      .where(eq(visits.personId, rita.id))
    await say(mia, 'while Rita is away')
    await seen(rita)
    const lines = (await activity(rita)).lines
    expect(quiet).toBe(1)
    expect(lines.map(({ text }: Json) => text)).toEqual(['while Rita is away'])
  })

  it('[REP1] says of each case what waits and how the agreement stands', async () => {
    await say(mia, '@Hana please', 'all', [hana.id])
    const line = await standing(hana)
    expect(line.waiting).toEqual({ count: 1, words: '1 comment naming you' })
    expect(line.agreement).toEqual({})
    expect((await standing(mia)).waiting.count).toBe(0)
    await mia.post(`/api/cases/${caseId}/archive`, { archived: true })
    expect((await standing(hana)).waiting.count).toBe(0)
    await mia.post(`/api/cases/${caseId}/archive`, { archived: false })
  })

  it('[ACC6] is nobody else’s to read or to mark', async () => {
    expect((await outsider.get(`/api/cases/${caseId}/activity`)).status).toBe(404)
    expect((await seen(outsider)).status).toBe(404)
    expect((await seen(hana, { upTo: { seq: -1, shared: 0, own: 0 } })).status).toBe(422)
    expect(await read(outsider, '/api/standing')).toEqual({ cases: [] })
  })
})
