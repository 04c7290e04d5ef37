import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openEmbedded } from '@/server/store/embedded'
import { rowsOf } from '@/server/store/open'
import { createRoomStore } from '@/server/store/room-store'
import { freshDataDir, removeDataDir, watchedDisk } from '../../support/dataDir'
import { ensureCase, oneRowAfter } from '../../support/postgres-houses'
import { CASE } from '../../support/sync-house'

describe.skipIf(!existsSync('/proc/self/fd'))('the embedded store after a power loss', { timeout: 240_000 }, () => {
  it('[STO1] has every commit that was acknowledged, from nothing but what was flushed', async () => {
    const dataDir = await freshDataDir()
    const copy = mkdtempSync(join(tmpdir(), 'accord-disk-'))
    const store = await openEmbedded(dataDir, watchedDisk({ source: dataDir, copy }))
    await store.db.execute(sql`create table kept (n int primary key)`)
    for (let n = 0; n < 30; n++) {
      await store.db.execute(sql`insert into kept values (${n})`)
      if (n === 10) await store.db.execute(sql`checkpoint`)
    }
    await ensureCase(store)
    const rooms = createRoomStore(store.db, false, store.lane)
    for (let n = 0; n < 30; n++) await rooms.commit(CASE, oneRowAfter(await rooms.head(CASE)))
    // The power goes now: the store is not closed before its disk is looked at.
    const after = await openEmbedded(copy)
    const rows = rowsOf<{ n: number }>(await after.db.execute(sql`select n from kept order by n`))
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 30 }, (_, n) => n))
    const kept = createRoomStore(after.db)
    expect((await kept.rowsAfter(CASE, 0)).map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1))
    expect((await kept.head(CASE)).seq).toBe(30)
    await after.close()
    await store.close()
    removeDataDir(dataDir)
    removeDataDir(copy)
  })
})
