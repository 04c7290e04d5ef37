import {
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openEmbedded } from '@/server/store/embedded'
import { rowsOf } from '@/server/store/open'
import { freshDataDir, removeDataDir } from '../../support/dataDir'

/**
 * What a disk would hold after the power went: only what was flushed, as it was when it was flushed. Every flushed file is
 * copied here at that moment; a flushed folder loses the entries that were removed from it.
 */
class Disk {
  readonly folder = mkdtempSync(join(tmpdir(), 'accord-disk-'))

  constructor(private readonly source: string) {}

  readonly fsync = (handle: number): void => {
    fsyncSync(handle)
    const path = readlinkSync(`/proc/self/fd/${handle}`)
    const copy = join(this.folder, relative(this.source, path))
    if (!statSync(path).isDirectory()) {
      mkdirSync(dirname(copy), { recursive: true })
      copyFileSync(path, copy)
      return
    }
    mkdirSync(copy, { recursive: true })
    for (const name of readdirSync(copy))
      if (!existsSync(join(path, name))) rmSync(join(copy, name), { recursive: true })
  }
}

describe.skipIf(!existsSync('/proc/self/fd'))('the embedded store after a power loss', { timeout: 240_000 }, () => {
  it('[STO1] has every commit that was acknowledged, from nothing but what was flushed', async () => {
    const dataDir = await freshDataDir()
    const disk = new Disk(dataDir)
    const store = await openEmbedded(dataDir, disk.fsync)
    await store.db.execute(sql`create table kept (n int primary key)`)
    for (let n = 0; n < 30; n++) {
      await store.db.execute(sql`insert into kept values (${n})`)
      if (n === 10) await store.db.execute(sql`checkpoint`)
    }
    // The power goes now: the store is not closed before its disk is looked at.
    const after = await openEmbedded(disk.folder)
    const rows = rowsOf<{ n: number }>(await after.db.execute(sql`select n from kept order by n`))
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 30 }, (_, n) => n))
    await after.close()
    await store.close()
    removeDataDir(dataDir)
    removeDataDir(disk.folder)
  })
})
