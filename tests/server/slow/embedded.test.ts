import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openEmbedded } from '@/server/store/embedded'
import { migrate, rowsOf } from '@/server/store/open'
import { createRoomStore } from '@/server/store/room-store'
import { freshDataDir, removeDataDir, watchedDisk } from '../../support/dataDir'
import { ensureCase, oneRowAfter } from '../../support/postgres-houses'
import { CASE } from '../../support/sync-house'

async function dataDir(): Promise<string> {
  const folder = await freshDataDir()
  onTestFinished(() => removeDataDir(folder))
  return folder
}

// Making a store takes as long as the machine makes it take.
describe('the embedded store', { timeout: 240_000 }, () => {
  it('[STO1] asks the disk to keep every commit before it says so', async () => {
    const folder = await dataDir()
    const count = join(folder, 'flushes')
    const flushes = () => statSync(count).size
    const store = await openEmbedded(folder, watchedDisk({ count }))
    await store.db.execute(sql`create table kept (n int)`)
    for (let n = 0; n < 20; n++) {
      const before = flushes()
      await store.db.execute(sql`insert into kept values (${n})`)
      expect(flushes(), `flushes during commit ${n}`).toBeGreaterThan(before)
    }
    await ensureCase(store)
    const rooms = createRoomStore(store.db, false, store.lane)
    for (let seq = 0; seq < 20; seq++) {
      const before = flushes()
      await rooms.commit(CASE, oneRowAfter(await rooms.head(CASE)))
      expect(flushes(), `flushes during the commit after ${seq}`).toBeGreaterThan(before)
    }
    expect((await rooms.head(CASE)).seq).toBe(20)
    const settings = rowsOf<{ setting: string }>(
      await store.db.execute(
        sql`select setting from pg_settings where name in ('fsync', 'wal_sync_method') order by name`,
      ),
    )
    expect(settings.map((row) => row.setting)).toEqual(['on', 'fsync'])
    await store.close()
  })

  it('[STO2] refuses a second opener of the same data directory with a sentence, and lets it in after the first has closed', async () => {
    const folder = await dataDir()
    const first = await openEmbedded(folder)
    await expect(openEmbedded(folder)).rejects.toThrow(/already in use by process \d+\. Stop that server first/)
    await first.close()
    const second = await openEmbedded(folder)
    await second.ping()
    await second.close()
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  })

  it('[STO2] takes over the lock of a process that is gone, also when another process has its number now', async () => {
    const folder = await dataDir()
    const first = await openEmbedded(folder)
    const lock = JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))
    await first.close()
    const gone = spawn(process.execPath, ['-e', ''])
    await new Promise((resolve) => gone.on('close', resolve))
    for (const stale of [
      { ...lock, pid: gone.pid, token: 'a' },
      { ...lock, started: '1', token: 'b' },
    ]) {
      writeFileSync(join(folder, 'lock'), JSON.stringify(stale))
      const store = await openEmbedded(folder)
      await store.close()
    }
  })

  it('[STO7] is made from nothing on first use, by a process of its own, and its folder is nobody else’s to read', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'accord-store-'))
    onTestFinished(() => removeDataDir(parent))
    const store = await openEmbedded(join(parent, 'data'))
    await store.ping()
    await store.close()
    expect(statSync(join(parent, 'data')).mode & 0o777).toBe(0o700)
    expect(existsSync(join(parent, 'data/pg.new'))).toBe(false)
  })

  it('[STO3] applies each migration once, and only the missing ones', async () => {
    const folder = await dataDir()
    for (let start = 0; start < 2; start++) {
      const store = await openEmbedded(folder)
      await migrate(store.db)
      const rows = rowsOf<{ n: number }>(await store.db.execute(sql`select count(*)::int as n from people`))
      expect(rows[0]?.n).toBe(0)
      await store.close()
    }
  })
})
