import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '@/lib/gsn/outcome'
import { openBackup } from '@/server/backup/open-backup'
import { saveBackup } from '@/server/backup/save-backup'
import { sourceOf } from '@/server/backup/source-of'
import { writeBackup } from '@/server/backup/write-backup'
import { parseEnv } from '@/server/env'
import { takeFile } from '@/server/files/take-file'
import { isFull } from '@/server/store/no-room'
import { openStore, rowsOf } from '@/server/store/open'
import { freshDataDir, removeDataDir, silent } from '../../support/dataDir'
import { rounds } from '../../support/long'
import { ensureCase } from '../../support/postgres-houses'
import { bundleProgram, startProgram } from '../../support/program'
import { smallDisk } from '../../support/small-disk'
import { CASE } from '../../support/sync-house'

const clock = () => new Date().toISOString()

describe('a backup or a restore that is cut short', { timeout: 240_000 }, () => {
  let accord: Awaited<ReturnType<typeof bundleProgram>>
  let dataDir: string
  let folder: string

  beforeAll(async () => {
    accord = await bundleProgram('server/cli/main.ts')
    folder = mkdtempSync(join(tmpdir(), 'accord-cut-'))
    dataDir = await freshDataDir()
    const store = await openStore({ dataDir }, silent)
    await ensureCase(store)
    const { files } = sourceOf(store, dataDir, clock)
    async function* bytes() {
      for (let n = 0; n < 24; n++) yield new Uint8Array(randomBytes(1_000_000))
    }
    const incoming = { bytes: bytes(), name: 'report.bin.txt', audience: 'both', personId: 'ann', side: 'mdm' } as const
    must(await takeFile({ db: store.db, files, env: parseEnv({}), clock }, CASE, incoming))
    await store.close()
  }, 120_000)
  afterAll(() => {
    accord.remove()
    removeDataDir(dataDir)
    removeDataDir(folder)
  })

  const titleOf = async () => {
    const store = await openStore({ dataDir }, silent)
    const [row] = rowsOf<{ title: string }>(await store.db.execute(sql`select title from cases`))
    await store.close()
    return row?.title
  }
  const run = (...args: string[]) => startProgram(accord.file, args, { DATA_DIR: dataDir })
  /** Kills a program as soon as something is there. @returns whether it was in time */
  const killWhen = async (program: ReturnType<typeof run>, there: () => boolean) => {
    let ended = false
    void program.ended.then(() => {
      ended = true
    })
    while (!ended && !there()) await new Promise((resolve) => setTimeout(resolve, 2))
    program.child.kill('SIGKILL')
    return (await program.ended) === 'SIGKILL'
  }

  it('[OPS1] killed while it is written leaves no file under its name, and the next one is whole', async () => {
    const file = join(folder, 'backup')
    expect(
      await killWhen(run('backup', file), () => existsSync(`${file}.part`) && statSync(`${file}.part`).size > 5e6),
    ).toBe(true)
    expect(readdirSync(folder)).toEqual(['backup.part'])
    expect(await titleOf()).toBe('Pump')
    const again = run('backup', file)
    expect(await again.ended).toBe(0)
    expect(again.out()).toContain('1 cases and 1 evidence files')
    expect(readdirSync(folder)).toEqual(['backup'])
    await (await openBackup(file)).close()
  })

  it('[OPS2] killed while the new store is made leaves the old one as it was, and can be done again', async () => {
    const file = join(folder, 'backup')
    const store = await openStore({ dataDir }, silent)
    await store.db.execute(sql`update cases set title = 'Later'`)
    await store.close()
    const signs = ['restoring/files/incoming', 'restoring/pg.new', 'restoring/pg']
    for (const sign of signs.slice(0, rounds(1, signs.length))) {
      expect(await killWhen(run('restore', file, '--replace'), () => existsSync(join(dataDir, sign))), sign).toBe(true)
      expect(await titleOf(), sign).toBe('Later')
    }
    const again = run('restore', file, '--replace')
    expect(await again.ended, again.err()).toBe(0)
    expect(await titleOf()).toBe('Pump')
  })

  it.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
    '[OPS4] [OPS1] on a disk without room for it says so, and leaves nothing there',
    async ({ skip }) => {
      const disk = smallDisk(12)
      if (disk === undefined) return skip()
      const target = join(disk.folder, 'backup')
      const store = await openStore({ dataDir }, silent)
      const failed = await saveBackup(target, writeBackup(sourceOf(store, dataDir, clock))).catch((error) => error)
      expect(isFull(failed)).toBe(true)
      expect(readdirSync(disk.folder)).toEqual([])
      await store.close()
      const program = run('backup', target)
      expect(await program.ended).toBe(1)
      expect(program.err()).toContain('No backup was made. The disk is full. Make room or choose another one.')
      expect(await titleOf()).toBe('Pump')
      disk.remove()
    },
  )
})
