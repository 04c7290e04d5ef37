import { spawn } from 'node:child_process'
import { existsSync, fsyncSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { openEmbedded } from '@/server/store/embedded'
import { migrate, rowsOf } from '@/server/store/open'

const folders: string[] = []
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'accord-store-'))
  folders.push(path)
  return path
}
afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true })
})

describe('the embedded store', () => {
  it('[STO1] asks the disk to keep every commit before it says so', async () => {
    let flushes = 0
    const store = await openEmbedded(folder(), (handle) => {
      flushes++
      fsyncSync(handle)
    })
    await store.db.execute(sql`create table kept (n int)`)
    for (let n = 0; n < 20; n++) {
      const before = flushes
      await store.db.execute(sql`insert into kept values (${n})`)
      expect(flushes, `flushes during commit ${n}`).toBeGreaterThan(before)
    }
    const settings = rowsOf<{ setting: string }>(
      await store.db.execute(
        sql`select setting from pg_settings where name in ('fsync', 'wal_sync_method') order by name`,
      ),
    )
    expect(settings.map((row) => row.setting)).toEqual(['on', 'fsync'])
    await store.close()
  })

  it('[STO2] refuses a second opener of the same data directory with a sentence, and lets it in after the first has closed', async () => {
    const dataDir = folder()
    const first = await openEmbedded(dataDir)
    await expect(openEmbedded(dataDir)).rejects.toThrow(/already in use by process \d+\. Stop that server first/)
    await first.close()
    const second = await openEmbedded(dataDir)
    await second.ping()
    await second.close()
    expect(existsSync(join(dataDir, 'lock'))).toBe(false)
  })

  it('[STO2] takes over the lock of a process that is gone, also when another process has its number now', async () => {
    const dataDir = folder()
    const first = await openEmbedded(dataDir)
    const lock = JSON.parse(readFileSync(join(dataDir, 'lock'), 'utf8'))
    await first.close()
    const gone = spawn(process.execPath, ['-e', ''])
    await new Promise((resolve) => gone.on('close', resolve))
    for (const stale of [
      { ...lock, pid: gone.pid, token: 'a' },
      { ...lock, started: '1', token: 'b' },
    ]) {
      writeFileSync(join(dataDir, 'lock'), JSON.stringify(stale))
      const store = await openEmbedded(dataDir)
      await store.close()
    }
  })

  it('[STO3] applies each migration once, and only the missing ones', async () => {
    const dataDir = folder()
    for (let start = 0; start < 2; start++) {
      const store = await openEmbedded(dataDir)
      await migrate(store.db)
      const rows = rowsOf<{ n: number }>(await store.db.execute(sql`select count(*)::int as n from people`))
      expect(rows[0]?.n).toBe(0)
      await store.close()
    }
  })
})
