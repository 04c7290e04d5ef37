import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SCHEMA_VERSION } from '@/lib/case/ydoc'
import type { Store } from '@/server/store/db'
import { openStore } from '@/server/store/open'
import { createRoomStore, type LogRow, type RoomStore } from '@/server/store/room-store'
import { cases } from '@/server/store/schema'
import { freshDataDir, removeDataDir, silent } from '../../support/dataDir'
import { MemoryRoomStore } from '../../support/memory-room-store'
import { postgresFolder, startPostgres, type TestPostgres } from '../../support/postgres'
import { ensureCase } from '../../support/postgres-houses'
import { CASE } from '../../support/sync-house'

const AT = '2026-11-22T10:20:30.405Z'
const ODD = '{"a\\",NULL} ⚕'
const NOBODY = new Map<number, string>()
const headAt = (seq: number) => ({ seq, epoch: 1, schema: SCHEMA_VERSION })
const rowAt = (seq: number, personId = 'ann', side?: 'mdm' | 'hdo'): LogRow => ({
  seq,
  personId,
  ...(side === undefined ? {} : { side }),
  at: AT,
  clientIds: [4_294_967_295, seq],
  update: Uint8Array.from({ length: seq * 7 }, (_, n) => n % 256),
})

/** What a commit does in every store, whichever it is: each test goes on from where the last one left the case. */
function commitContract(open: () => Promise<RoomStore>): void {
  let store: RoomStore
  beforeAll(async () => {
    store = await open()
  }, 120_000)

  it('[SYN1] keeps one row, and many, as they were brought, and moves the head behind them', async () => {
    expect(await store.commit(CASE, { head: headAt(0), rows: [rowAt(1)], unbound: NOBODY })).toBe(true)
    const many = [rowAt(2, 'hal', 'hdo'), rowAt(3, 'ann', 'mdm'), rowAt(4, ODD)]
    expect(await store.commit(CASE, { head: headAt(1), rows: many, unbound: NOBODY })).toBe(true)
    expect(await store.rowsAfter(CASE, 0)).toEqual([rowAt(1), ...many])
    expect(await store.head(CASE)).toEqual(headAt(4))
  })

  it('[SYN10] writes nothing when another process was first, however many try at once', async () => {
    expect(await store.commit(CASE, { head: headAt(3), rows: [rowAt(4)], unbound: NOBODY })).toBe(false)
    const rivals = ['ann', 'ben', 'hal', 'ida', 'w0', 'w1'].map((person) => {
      return store.commit(CASE, { head: headAt(4), rows: [rowAt(5, person)], unbound: new Map([[77, person]]) })
    })
    const done = await Promise.all(rivals)
    expect(done.filter(Boolean)).toHaveLength(1)
    const [row, ...more] = await store.rowsAfter(CASE, 4)
    expect(more).toEqual([])
    // Whoever wrote the row is the one who has the id.
    expect([...(await store.ownersOf(CASE, [77]))]).toEqual([[77, row?.personId]])
  })

  it('[SYN4] writes nothing of a commit in which one client id is somebody else’s', async () => {
    const rows = [rowAt(6, 'ann'), rowAt(7, 'hal')]
    const bound = new Map([
      [100, 'ann'],
      [101, 'hal'],
    ])
    expect(await store.commit(CASE, { head: headAt(5), rows, unbound: bound })).toBe(true)
    const stolen = new Map([
      [102, 'ida'],
      [100, 'ida'],
    ])
    expect(await store.commit(CASE, { head: headAt(7), rows: [rowAt(8, 'ida')], unbound: stolen })).toBe(false)
    expect(await store.rowsAfter(CASE, 7)).toEqual([])
    expect(new Map(await store.ownersOf(CASE, [100, 101, 102]))).toEqual(bound)
    // What is theirs already may be said again.
    expect(
      await store.commit(CASE, { head: headAt(7), rows: [rowAt(8, 'ann')], unbound: new Map([[100, 'ann']]) }),
    ).toBe(true)
  })

  it('[SYN11] writes nothing into a case that was restored or has another shape', async () => {
    for (const head of [
      { ...headAt(8), epoch: 2 },
      { ...headAt(8), schema: SCHEMA_VERSION + 1 },
    ]) {
      for (const unbound of [NOBODY, new Map([[200, 'ann']])]) {
        expect(await store.commit(CASE, { head, rows: [rowAt(9)], unbound })).toBe(false)
      }
    }
    expect(
      await store.commit('nowhere', { head: headAt(8), rows: [rowAt(9)], unbound: NOBODY }).catch(() => false),
    ).toBe(false)
    expect(await store.rowsAfter(CASE, 8)).toEqual([])
  })

  it('[DOC7] changes the shape with the row that does it', async () => {
    const reshaped = SCHEMA_VERSION + 1
    const unbound = new Map([[300, 'accord']])
    expect(await store.commit(CASE, { head: headAt(8), rows: [rowAt(9, 'accord')], unbound, reshaped })).toBe(true)
    expect(await store.head(CASE)).toEqual({ ...headAt(9), schema: reshaped })
  })

  it('[SYN8] keeps a snapshot as it is, the first of its seq for good, and none of another epoch', async () => {
    const state = Uint8Array.from({ length: 300 }, (_, n) => n % 256)
    await store.saveSnapshot(CASE, { epoch: 1, seq: 4, at: AT, state })
    await store.saveSnapshot(CASE, { epoch: 1, seq: 4, at: AT, state: Uint8Array.of(1) })
    await store.saveSnapshot(CASE, { epoch: 2, seq: 9, at: AT, state: Uint8Array.of(2) })
    expect(await store.snapshotUpTo(CASE, 9)).toEqual({ seq: 4, state })
    expect(await store.snapshotUpTo(CASE, 3)).toBeUndefined()
  })
}

describe('a commit in memory, where the stories are told', () => {
  commitContract(async () => new MemoryRoomStore(CASE))
})

describe('a commit in the embedded store', { timeout: 120_000 }, () => {
  let dataDir: string
  let store: Store
  commitContract(async () => {
    dataDir = await freshDataDir()
    store = await openStore({ dataDir }, silent)
    await ensureCase(store)
    return createRoomStore(store.db, false, store.lane)
  })
  afterAll(async () => {
    await store.close()
    removeDataDir(dataDir)
  })

  it('[STO1] is on its way while a transaction is open, and is not part of it', async () => {
    const rooms = createRoomStore(store.db, false, store.lane)
    const before = await rooms.head(CASE)
    let committed: Promise<boolean> | undefined
    await expect(
      store.db.transaction(async (tx) => {
        await tx.execute(sql`select 1`)
        committed = rooms.commit(CASE, { head: before, rows: [rowAt(before.seq + 1)], unbound: NOBODY })
        await tx.update(cases).set({ title: 'not to be' })
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await committed).toBe(true)
    const [row] = await store.db.select().from(cases)
    expect(row).toMatchObject({ title: 'Pump', headSeq: before.seq + 1 })
  })

  it('[STO1] is refused with the store’s words and code, and the next one is not', async () => {
    const text = 'select 1 / $1::int'
    const divide = (by: number) => store.lane?.({ name: 'divide', text, values: [by] })
    for (let round = 0; round < 2; round++) {
      // The connection beside it prepares under the same name.
      await store.db.$client.query({ name: 'divide', text, values: [1] })
      await expect(divide(0)).rejects.toMatchObject({ message: 'division by zero', code: '22012' })
      expect(await divide(1)).toBe(1)
      expect(await divide(1)).toBe(1)
    }
  })

  it('[STO1] does not wait for a transaction that its connection left behind', async () => {
    const client = await store.db.$client.connect()
    await client.query('begin')
    await client.query(`update cases set title = 'left behind'`)
    const commit = store.lane?.({ name: 'cases', text: `select 1 from cases where title = 'Pump'`, values: [] })
    client.release(true)
    expect(await commit).toBe(1)
    const [row] = await store.db.select().from(cases)
    expect(row?.title).toBe('Pump')
  })
})

describe.skipIf(!postgresFolder)('a commit in Postgres', { timeout: 120_000 }, () => {
  let postgres: TestPostgres
  let store: Store
  commitContract(async () => {
    postgres = await startPostgres()
    store = await openStore({ dataDir: '/nowhere', databaseUrl: await postgres.database() }, silent)
    await ensureCase(store)
    return createRoomStore(store.db, true)
  })
  afterAll(async () => {
    await store.close()
    await postgres.stop()
  })
})
