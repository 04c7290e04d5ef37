import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { conditionOf } from '@/server/files/check-files'
import { checkStore } from '@/server/integrity/check-store'
import { openEmbedded } from '@/server/store/embedded'
import { rowsOf } from '@/server/store/open'
import { createRoomStore } from '@/server/store/room-store'
import { buildVerifier } from '../../support/agreement-case'
import { freshDataDir, removeDataDir, watchedDisk } from '../../support/dataDir'
import { livedIn } from '../../support/lived-in'
import { ensureCase, oneRowAfter } from '../../support/postgres-houses'
import { startServer } from '../../support/startServer'
import { CASE } from '../../support/sync-house'
import { watchFiles } from '../../support/watched-files'

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

  it('[STO1] has every signature and every evidence file that was acknowledged, and opens with its own key', async () => {
    await buildVerifier()
    const dataDir = await freshDataDir()
    const [copy, after] = [mkdtempSync(join(tmpdir(), 'accord-disk-')), mkdtempSync(join(tmpdir(), 'accord-disk-'))]
    const stop = await watchFiles(dataDir, copy)
    const server = await startServer({ dataDir, disk: watchedDisk({ source: dataDir, copy }) })
    const { it: lived, sha256 } = await livedIn(server)
    // The power goes now: what is on the disk is looked at before anything is closed.
    cpSync(copy, after, { recursive: true })
    stop()
    const key = server.runtime.serviceKey.publicKeyHex
    await server.close()
    // It has no claim on that disk any more.
    rmSync(join(after, 'lock'), { force: true })

    const again = await startServer({ dataDir: after })
    const { db, files, serviceKey } = again.runtime
    expect(serviceKey.publicKeyHex).toBe(key)
    const report = await checkStore({ db, files, serviceKey: key, now: Date.now() }, false)
    expect(report).toMatchObject({ cases: 1, versions: 1, files: 1, problems: [] })
    expect(await conditionOf(files, sha256)).toBe('intact')
    const signed = rowsOf<{ kind: string }>(
      await db.execute(sql`select kind from ledger where case_id = ${lived.id} and kind like '%signed%'`),
    )
    expect(signed).toHaveLength(2)
    expect(rowsOf(await db.execute(sql`select number from baselines`))).toEqual([{ number: 1 }])
    await again.close()
    for (const folder of [dataDir, copy, after]) removeDataDir(folder)
  })
})
