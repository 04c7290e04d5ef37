import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CLOSE_CODES } from '@/lib/wire/close-codes'
import { replicaHash } from '@/lib/wire/replica-hash'
import { createLog } from '@/server/log'
import type { Store } from '@/server/store/db'
import { openEmbedded } from '@/server/store/embedded'
import { isFull } from '@/server/store/no-room'
import { rowsOf } from '@/server/store/open'
import { createRoomStore, type RoomStore } from '@/server/store/room-store'
import { loadCase } from '@/server/sync/load-case'
import { freshDataDir, removeDataDir } from '../../support/dataDir'
import { numbers, typing, Writer } from '../../support/killing'
import { ensureCase } from '../../support/postgres-houses'
import { bundleProgram, startProgram } from '../../support/program'
import { type SmallDisk, smallDisk } from '../../support/small-disk'
import { CASE, type House, openHouse, until } from '../../support/sync-house'

const disk = smallDisk(100)

describe.skipIf(disk === undefined)('a disk that is full', { timeout: 120_000 }, () => {
  const { folder, fill, empty, remove } = disk as SmallDisk
  const dataDir = join(folder ?? '', 'data')
  const events: string[] = []
  let store: Store
  let house: House<RoomStore>
  const quiet = () => vi.spyOn(console, 'error').mockImplementation(() => {})

  beforeAll(async () => {
    const template = await freshDataDir()
    cpSync(template, dataDir, { recursive: true })
    removeDataDir(template)
    quiet()
    const log = createLog(
      'warn',
      () => '',
      (line) => events.push(JSON.parse(line).event),
    )
    store = await openEmbedded(dataDir, undefined, log)
    await ensureCase(store)
    house = await openHouse({ store: createRoomStore(store.db, false, store.lane) })
  })
  afterAll(async () => {
    await house.close()
    await store.close()
    remove()
    vi.restoreAllMocks()
  })

  it('[OPS4] loses nothing: people are told, keep typing, and are saved without a reload when there is room', async () => {
    const writers = ['ann', 'hal'].map((id) => new Writer(id, house))
    await until(() => writers.every(({ room }) => room.role.get().canEdit))
    const stop = typing(writers, 60)
    for (let round = 0; round < 2; round++) {
      const from = writers.map(({ typed }) => typed)
      await until(() => writers.every(({ saved }, i) => saved > (from[i] ?? 0)))
      fill()
      const why = CLOSE_CODES['disk-full'].sentence
      await until(() => writers.some(({ room }) => JSON.stringify(room.status.get()).includes(why)))
      empty()
      const then = writers.map(({ typed }) => typed)
      await until(() => writers.every(({ saved }, i) => saved > (then[i] ?? 0)))
    }
    stop()
    await until(() => writers.every(({ room }) => room.status.get().kind === 'saved'))
    await until(() => new Set(writers.map(({ room }) => replicaHash(room.doc))).size === 1)
    const { doc } = await loadCase(house.store, CASE)
    expect(replicaHash(doc)).toBe(replicaHash((writers[0] as Writer).room.doc))
    for (const writer of writers) expect(writer.textIn(writer.room)).toBe(numbers(writer.typed))
    for (const { release } of writers) release()
  })

  it('[OPS4] that has no room for the log of the store ends the store and not the server: it opens again by itself', async () => {
    await store.db.execute(sql`create table kept (n int)`)
    await store.db.execute(sql`insert into kept values (1)`)
    fill(1_000_000)
    // Nothing but the log takes these.
    const failed = async () => {
      for (;;) {
        const note = sql`select pg_logical_emit_message(true, 'note', repeat('x', 1000000))`
        const error = await store.db.execute(note).then(
          () => undefined,
          (caught: Error) => caught,
        )
        if (error !== undefined) return error
      }
    }
    expect(isFull(await failed())).toBe(true)
    expect(events).toContain('store.gave-up')
    await expect(store.ping()).rejects.toThrow()
    empty()
    await until(() => true)
    while (
      !(await store.ping().then(
        () => true,
        () => false,
      ))
    )
      await new Promise((resolve) => setTimeout(resolve, 50))
    await store.db.execute(sql`insert into kept values (2)`)
    const rows = rowsOf<{ n: number }>(await store.db.execute(sql`select n from kept order by n`))
    expect(rows.map(({ n }) => n)).toEqual([1, 2])
    expect(events).toContain('store.opened-again')
  })

  it('[OPS4] that can only be read keeps a server from starting, with a sentence, and is as it was afterwards', async () => {
    const other = smallDisk(100) as SmallDisk
    const main = await bundleProgram('server/main.ts')
    try {
      const template = await freshDataDir()
      cpSync(template, join(other.folder, 'data'), { recursive: true })
      removeDataDir(template)
      other.readOnly(true)
      const program = startProgram(main.file, ['--no-pages'], { PORT: '0', DATA_DIR: join(other.folder, 'data') })
      expect(await program.ended).toBe(1)
      expect(program.err()).toMatch(/^Accord did not start\. The disk of .* is full or read-only\. Make room/)
      other.readOnly(false)
      await (await openEmbedded(join(other.folder, 'data'))).close()
    } finally {
      main.remove()
      other.remove()
    }
  })
})
