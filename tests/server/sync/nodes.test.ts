import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { SCHEMA_VERSION } from '@/lib/case/ydoc'
import { ok } from '@/lib/gsn/outcome'
import { awarenessFrame, barrierFrame } from '@/lib/wire/frames'
import { replicaHash } from '@/lib/wire/replica-hash'
import { rowsOf } from '@/server/store/open'
import { cases, clientIds } from '@/server/store/schema'
import { loadCase } from '@/server/sync/load-case'
import { postgresFolder, startPostgres, type TestPostgres } from '../../support/postgres'
import { type Node, openNode } from '../../support/postgres-houses'
import { author, CASE, type Part, PEOPLE, RawClient, stockPeer, synced, until } from '../../support/sync-house'

describe.skipIf(!postgresFolder)('two server processes on one Postgres', () => {
  let postgres: TestPostgres
  let one: Node
  let two: Node
  let people: Record<string, Part>
  const ends: (() => void)[] = []
  const peer = (node: Node, person: string) => {
    const made = stockPeer(node, person)
    ends.push(made.close)
    return made
  }
  const raw = (node: Node, person: string) => {
    const made = new RawClient(node, person)
    ends.push(() => made.close())
    return made
  }

  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres.stop())
  beforeEach(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    people = structuredClone(PEOPLE) as Record<string, Part>
    const url = await postgres.database()
    // Slow beats: what is seen below came at once, by signals.
    const pace = { heartbeatMs: 60_000, neighbourMs: 100 }
    one = await openNode(url, { people, pace })
    two = await openNode(url, { people, pace })
  })
  afterEach(async () => {
    for (const end of ends.splice(0)) end()
    await Promise.all([one.close(), two.close()])
    vi.restoreAllMocks()
  })

  it('[SYN10] [SYN3] show each other’s edits, without anybody asking, and end with equal replicas', async () => {
    const [ann, hal] = [peer(one, 'ann'), peer(two, 'hal')]
    await Promise.all([synced(ann), synced(hal)])
    ann.statement('G1').insert(0, 'The pump is ')
    await until(() => hal.statement('G1').toString() === 'The pump is ')
    hal.statement('G1').insert(12, 'secure')
    await until(() => ann.statement('G1').toString() === 'The pump is secure')
    for (let i = 0; i < 60; i++) {
      ann.statement('G2').insert(0, 'a')
      hal.statement('G3').insert(0, 'h')
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await until(() => hal.statement('G2').length === 60 && ann.statement('G3').length === 60)
    const { doc, seq } = await loadCase(one.store, CASE)
    expect(replicaHash(ann.doc)).toBe(replicaHash(doc))
    expect(replicaHash(hal.doc)).toBe(replicaHash(doc))
    expect(await two.rooms.read(CASE, (_doc, at) => at)).toBe(seq)
  })

  it('[SYN10] [SYN1] give every commit its own seq, however many edit at once', async () => {
    const edit = (node: Node, person: string, n: number) =>
      node.rooms.edit(CASE, author(person), (doc) => {
        doc.getText('t:G1:statement').insert(0, `${person}${n};`)
        return ok()
      })
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, n) => edit(n % 2 === 0 ? one : two, n % 3 === 0 ? 'ann' : 'hal', n)),
    )
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    const { doc, seq } = await loadCase(two.store, CASE)
    expect(doc.getText('t:G1:statement').toString().split(';')).toHaveLength(41)
    const rows = await two.store.rowsAfter(CASE, 0)
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: seq }, (_, n) => n + 1))
    const owners = await two.database.db.select().from(clientIds).where(eq(clientIds.caseId, CASE))
    const ownerOf = new Map(owners.map((row) => [row.clientId, row.personId]))
    for (const row of rows) for (const id of row.clientIds) expect(ownerOf.get(id)).toBe(row.personId)
  })

  it('[SYN10] feed the ledger to everybody, each reader their own side', async () => {
    const [ann, hal] = [await raw(one, 'ann').settle(), await raw(two, 'hal').settle()]
    const entry = (chain: 'shared' | 'mdm') => ({
      chain,
      kind: 'thread.opened' as const,
      body: { thread: chain, element: 'G1', text: 'why' },
    })
    await one.rooms.record(CASE, author('ann'), async () => ok({ entries: [entry('mdm'), entry('shared')], value: 1 }))
    await until(() => hal.ofType(102).length > 0 && ann.ofType(102).length > 0)
    expect(Buffer.concat(hal.ofType(102)).toString()).toContain('"thread":"shared"')
    expect(Buffer.concat(hal.ofType(102)).toString()).not.toContain('"thread":"mdm"')
    expect(Buffer.concat(ann.ofType(102)).toString()).toContain('"thread":"mdm"')
  })

  it('[SYN10] show who is at the other process, and see them go', async () => {
    const [ann, hal] = [peer(one, 'ann'), peer(two, 'hal')]
    await Promise.all([synced(ann), synced(hal)])
    ann.provider.awareness.setLocalStateField('focus', { element: 'G1' })
    const seen = () => hal.provider.awareness.getStates().get(ann.doc.clientID)
    await until(() => seen()?.focus !== undefined)
    expect(seen()).toEqual({ focus: { element: 'G1' }, user: { id: 'ann', name: 'Ann Maker', side: 'mdm' } })
    // Somebody who comes later hears of those who were there before.
    const ida = peer(two, 'ida')
    await until(() => ida.provider.awareness.getStates().has(ann.doc.clientID))
    ann.close()
    await until(() => seen() === undefined && !ida.provider.awareness.getStates().has(ann.doc.clientID))
  })

  it('[SYN4] [SYN10] let nobody speak for a client of the other process', async () => {
    const hal = await raw(two, 'hal').settle()
    hal.send(awarenessFrame([{ clientId: 77, clock: 1, state: '{"focus":{"element":"true"}}' }]))
    const ann = await raw(one, 'ann').settle()
    await until(() => ann.presence().has(77))
    ann.send(awarenessFrame([{ clientId: 77, clock: 9e12, state: '{"focus":{"element":"forged"}}' }]))
    const docs = [new Y.Doc(), new Y.Doc()] as const
    hal.change(docs[0], (doc) => doc.getText('t:G1:statement').insert(0, 'mine'))
    hal.send(barrierFrame(1))
    await until(() => hal.answers().has(1))
    docs[1].clientID = docs[0].clientID
    ann.change(docs[1], (doc) => doc.getText('t:G2:statement').insert(0, 'not mine'))
    expect((await ann.gone()).code).toBe(4403)
    expect(JSON.stringify([...hal.presence().values()])).not.toContain('forged')
  })

  it('[SYN5] [SYN10] shut out a person whose rights ended, wherever they are connected', async () => {
    const ben = await raw(two, 'ben').settle()
    delete people.ben
    await one.rooms.recheck(CASE, 'ben')
    expect((await ben.gone()).code).toBe(4403)
  })

  it('[SYN5] [SYN10] shut them out also when the process that decided it died before it could say so', async () => {
    const ben = await raw(two, 'ben').settle()
    delete people.ben
    const body = { person: 'ben', name: 'Ben' }
    const removal = { chain: 'shared' as const, kind: 'participant.removed' as const, body }
    await one.rooms.record(CASE, author('ann'), async () => ok({ entries: [removal], value: 1 }))
    expect((await ben.gone()).code).toBe(4403)
  })

  it('[SYN10] catch up by themselves after the line between them was cut', async () => {
    const [ann, hal] = [peer(one, 'ann'), peer(two, 'hal')]
    await Promise.all([synced(ann), synced(hal)])
    const listening = `select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and (query like 'listen%' or query like 'select pg_notify(%')`
    expect(rowsOf(await one.database.db.execute(listening))).toHaveLength(2)
    ann.statement('G1').insert(0, 'unheard')
    await until(() => hal.statement('G1').toString() === 'unheard')
    expect([...ann.closes, ...hal.closes]).toEqual([])
  })

  it('[SYN11] send everybody away when a backup took the place of the case, and merge nothing into it', async () => {
    const [ann, hal] = [await raw(one, 'ann').settle(), await raw(two, 'hal').settle()]
    await one.database.db.update(cases).set({ epoch: 2 }).where(eq(cases.id, CASE))
    ann.change(new Y.Doc(), (doc) => doc.getText('t:G1:statement').insert(0, 'for the old case'))
    expect((await ann.gone()).code).toBe(4409)
    const fresh = await one.rooms.edit(CASE, author('ida'), (doc) => {
      doc.getText('t:G1:statement').insert(0, 'new')
      return ok()
    })
    expect(fresh.ok).toBe(true)
    expect((await hal.gone()).code).toBe(4409)
    expect((await loadCase(two.store, CASE)).doc.getText('t:G1:statement').toString()).toBe('new')
  })

  it('[SYN11] stop serving a case whose shape a newer version has changed: nothing is lost, the page is too old', async () => {
    const ann = await raw(one, 'ann').settle()
    await one.database.db
      .update(cases)
      .set({ schema: SCHEMA_VERSION + 1 })
      .where(eq(cases.id, CASE))
    ann.change(new Y.Doc(), (doc) => doc.getText('t:G1:statement').insert(0, 'old shape'))
    expect((await ann.gone()).code).toBe(4426)
    const page = new RawClient(two, 'ann', `?schema=${SCHEMA_VERSION}`)
    ends.push(() => page.close())
    expect((await page.gone()).code).toBe(4426)
    expect(page.frames).toEqual([])
    await expect(one.rooms.read(CASE, () => 1)).rejects.toThrow('newer version of Accord')
    expect(await two.store.rowsAfter(CASE, 0)).toEqual([])
  })
})
