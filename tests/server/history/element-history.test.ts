import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { textOf } from '@/lib/case/ydoc'
import { cases, snapshots, touches, touchHeads, updates } from '@/server/store/schema'
import { SNAPSHOT_EVERY } from '@/server/sync/history'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let mia: TestPerson
let hana: TestPerson
let reader: TestPerson
let outsider: TestPerson
let caseId: string

beforeAll(async () => {
  server = await startServer()
  mia = await server.person('mia@mdm.example', { name: 'Mia', organisation: 'Pumps', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { name: 'Hana' })
  reader = await server.person('reader@assessor.example')
  outsider = await server.person('nobody@outside.example')
  caseId = await server.newCase(mia, { template: 'iec-80001-2-9' })
  await server.seat(caseId, hana, 'hdo', ['read', 'edit'])
  await server.seat(caseId, reader, undefined, ['read'])
  await command(mia, 'set-text', { element: 'C1', field: 'statement', text: 'The pump is secure in this ward' })
  await command(hana, 'set-text', { element: 'C1', field: 'statement', text: 'The pump is secure enough in this ward' })
}, 120_000)
afterAll(() => server.close())

async function command(who: TestPerson, name: string, args: unknown): Promise<void> {
  const answer = await who.post(`/api/cases/${caseId}/commands`, { command: name, args })
  expect(answer.status, await answer.clone().text()).toBe(200)
}
const get = async (who: TestPerson, path: string) => {
  const answer = await who.get(`/api/cases/${caseId}/history${path}`)
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on anything else
  return { status: answer.status, body: (await answer.json()) as any }
}

describe('the history of one element', () => {
  it('[HIS5] tells who did what, newest first, and goes on from where it had been read', async () => {
    const first = await get(reader, '/elements/C1')
    expect(first.status).toBe(200)
    const told = first.body.changes.map((one: { by: { name: string }; what: { words: string }[] }) => [
      one.by.name,
      one.what.map(({ words }) => words),
    ])
    expect(told[0]).toEqual(['Hana', ['Wrote: Statement']])
    expect(told[1][0]).toBe('Mia')
    expect(told.at(-1)[1][0]).toBe('Created as Claim')
    await command(mia, 'set-text', { element: 'C1', field: 'statement', text: 'The pump is safe' })
    const then = await get(reader, '/elements/C1')
    expect(then.body.changes[0]).toMatchObject({ by: { name: 'Mia' }, what: [{ words: 'Reworded: Statement' }] })
    expect(then.body.changes).toHaveLength(first.body.changes.length + 1)
    const { from } = then.body.changes[0]
    expect((await get(reader, `/elements/C1?before=${from}`)).body.changes).toEqual(first.body.changes)
    // What the index says can be thrown away and is the same again.
    await server.runtime.db.delete(touches)
    await server.runtime.db.delete(touchHeads)
    expect((await get(reader, '/elements/C1')).body).toEqual(then.body)
  })

  it('[HIS6] tells who wrote which characters', async () => {
    await command(hana, 'set-text', { element: 'C1', field: 'statement', text: 'The pump is safe here' })
    const { body } = await get(reader, '/authors?element=C1&field=statement')
    expect(body.runs.map((run: { text: string }) => run.text).join('')).toBe('The pump is safe here')
    expect(body.runs.at(-1)).toMatchObject({ text: ' here', by: { name: 'Hana' }, side: 'hdo' })
    expect(body.runs[0]).toMatchObject({ by: { name: 'Mia' }, side: 'mdm' })
    const saved = await server.runtime.rooms.read(caseId, (doc: Y.Doc) => textOf(doc, 'C1', 'statement').toString())
    expect(saved).toBe('The pump is safe here')
  })

  it('[ACC6] is there for readers and for nobody outside, and refuses what is none', async () => {
    expect((await get(outsider, '/elements/C1')).status).toBe(404)
    expect((await get(outsider, '/authors?element=C1')).status).toBe(404)
    expect((await get(mia, '/elements/absent')).status).toBe(404)
    expect((await get(mia, '/elements/__proto__')).status).toBe(404)
    expect((await get(mia, '/elements/C1?before=x')).status).toBe(400)
    expect((await get(mia, '/authors?element=C1&field=__proto__')).status).toBe(400)
    expect((await get(mia, '/authors?element=absent')).status).toBe(404)
    expect((await get(mia, '/authors')).status).toBe(400)
  })
})

describe('a log that came without snapshots', () => {
  it('[HIS2] leaves snapshots as its past is read for the first time, and says the same from them', async () => {
    const { db, rooms } = server.runtime
    const id = await server.newCase(mia, { template: 'iec-80001-2-9' })
    const { doc, seq } = await rooms.read(id, (live: Y.Doc, seq: number) => {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(live))
      return { doc: copy, seq }
    })
    const rows: (typeof updates.$inferInsert)[] = []
    let next = seq
    const at = new Date().toISOString()
    doc.on('update', (update: Uint8Array) => {
      next += 1
      rows.push({ caseId: id, seq: next, personId: mia.id, side: 'mdm', at, clientIds: [doc.clientID], update })
    })
    for (let n = 0; n < SNAPSHOT_EVERY + 600; n++) textOf(doc, 'C1', 'statement').insert(0, String(n % 10))
    for (let n = 0; n < rows.length; n += 1_000) await db.insert(updates).values(rows.slice(n, n + 1_000))
    await db.update(cases).set({ headSeq: next }).where(eq(cases.id, id))
    await db.delete(snapshots).where(eq(snapshots.caseId, id))
    const read = async () => (await mia.get(`/api/cases/${id}/history/${next - 1}`)).json()
    const first = await read()
    const kept = await db.select({ seq: snapshots.seq }).from(snapshots).where(eq(snapshots.caseId, id))
    expect(kept.length).toBeGreaterThan(0)
    expect(await read()).toEqual(first)
  })
})
