import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openBackup } from '@/server/backup/open-backup'
import { restoreEmbedded } from '@/server/backup/restore-embedded'
import { markReady, stagingOf, switchStore } from '@/server/backup/switch-store'
import { LEFT_OUT, tablesInOrder } from '@/server/backup/tables'
import { readTar } from '@/server/backup/tar'
import { backup as backupVerb } from '@/server/cli/backup'
import { rowsOf } from '@/server/store/open'
import { buildVerifier } from '../../support/agreement-case'
import { removeDataDir } from '../../support/dataDir'
import { backUp, contentsOf, type LivedIn, livedIn } from '../../support/lived-in'
import { startServer, type TestServer } from '../../support/startServer'

const clock = () => new Date().toISOString()

describe('a backup', { timeout: 180_000 }, () => {
  let server: TestServer
  let lived: LivedIn
  let folder: string
  let file: string

  beforeAll(async () => {
    await buildVerifier()
    folder = mkdtempSync(join(tmpdir(), 'accord-backup-'))
    file = join(folder, 'accord-backup')
    server = await startServer()
    lived = await livedIn(server)
    await backUp(server.dataDir, file)
  }, 120_000)
  afterAll(async () => {
    await server.close()
    removeDataDir(folder)
  })

  const fresh = () => {
    const made = mkdtempSync(join(tmpdir(), 'accord-restore-'))
    onTestFinished(() => removeDataDir(made))
    return made
  }
  const restored = async (dataDir: string, replace = false, from = file) => {
    const backup = await openBackup(from)
    try {
      return await restoreEmbedded(dataDir, backup, { replace, clock })
    } finally {
      await backup.close()
    }
  }

  it('[OPS1] is made of the running server, readable by its owner alone, and takes the place of no other file', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const contents = await contentsOf(file)
    for (const table of ['people', 'cases', 'updates', 'ledger', 'proposals', 'baselines', 'statements', 'files']) {
      expect(contents[table]?.length, table).toBeGreaterThan(0)
    }
    expect(contents[`files/${lived.sha256}`]).toEqual([lived.sha256])
    for (const secret of Object.keys(LEFT_OUT)) expect(contents).not.toHaveProperty(secret)
    await expect(backUp(server.dataDir, file)).rejects.toMatchObject({ code: 'EEXIST' })
    expect(readdirSync(folder)).toEqual(['accord-backup'])
  })

  it('[OPS1] is given to nobody who does not know the secret in the data directory', async () => {
    const { port } = JSON.parse(readFileSync(join(server.dataDir, 'admin.json'), 'utf8')) as { port: number }
    expect(statSync(join(server.dataDir, 'admin.json')).mode & 0o777).toBe(0o600)
    for (const authorization of ['', 'Bearer ', `Bearer ${'0'.repeat(64)}`]) {
      const answer = await fetch(`http://127.0.0.1:${port}/backup`, { method: 'POST', headers: { authorization } })
      expect(answer.status).toBe(404)
    }
  })

  it('[OPS1] knows each table: whether it is kept, and in an order in which it can be filled', async () => {
    const tables = await tablesInOrder(server.runtime.db.$client)
    expect(Object.keys(LEFT_OUT).filter((name) => !tables.includes(name))).toEqual([])
    const secret = tables.filter((name) => /session|token|reset|challenge|ticket/.test(name))
    expect(secret.filter((name) => LEFT_OUT[name] === undefined)).toEqual([])
    const counting = rowsOf(await server.runtime.db.execute(sql`select 1 from pg_class where relkind = 'S'`))
    expect(counting).toEqual([])
  })

  it('[OPS1] that is damaged anywhere is refused with the name of the part, and nothing is changed', async () => {
    const whole = readFileSync(file)
    const handle = await open(file)
    const entries = await readTar(handle)
    await handle.close()
    const bad = join(folder, 'bad')
    const dataDir = fresh()
    for (const [index, { name, start, size }] of entries.entries()) {
      const before = entries[index - 1]?.name ?? 'the beginning'
      const flips: [number, string][] = [
        [start, name],
        [start + size - 1, name],
        [start - 512, before],
        [start - 3, before],
      ]
      for (const [at, part] of flips) {
        const bytes = Buffer.from(whole)
        bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
        writeFileSync(bad, bytes)
        const named = name === 'manifest.sha256' && at >= start ? 'manifest.json' : part
        await expect(restored(dataDir, false, bad), `${name} at ${at}`).rejects.toMatchObject({ part: named })
      }
      writeFileSync(bad, whole.subarray(0, start + Math.floor(size / 2)))
      await expect(restored(dataDir, false, bad), name).rejects.toMatchObject({ part: name })
    }
    writeFileSync(bad, Buffer.concat([whole, Buffer.of(0)]))
    await expect(restored(dataDir, false, bad)).rejects.toThrow('something follows the end')
    expect(readdirSync(dataDir)).toEqual([])
  })

  it('[OPS2] cut short while it takes over is completed by the next start, whichever step it was', () => {
    for (let cut = 0; cut < 6; cut++) {
      const dataDir = fresh()
      const put = (where: string, text: string) => {
        for (const name of ['pg', 'files']) {
          cpSync(folder, join(where, name), { recursive: true, filter: (path) => path === folder })
          writeFileSync(join(where, name, 'mark'), text)
        }
        writeFileSync(join(where, 'service-key'), text)
      }
      put(dataDir, 'old')
      put(stagingOf(dataDir), 'new')
      // Not complete yet: nothing happens.
      expect(switchStore(dataDir)).toBeUndefined()
      markReady(dataDir, clock())
      let moves = 0
      const power = () => {
        switchStore(dataDir, (from, to) => {
          if (moves++ === cut) throw new Error('the power went')
          renameSync(from, to)
        })
      }
      expect(power).toThrow('the power went')
      const aside = switchStore(dataDir) ?? ''
      for (const [where, text] of [
        [dataDir, 'new'],
        [aside, 'old'],
      ] as const) {
        for (const path of ['pg/mark', 'files/mark', 'service-key']) {
          expect(readFileSync(join(where, path), 'utf8'), `${cut} ${path}`).toBe(text)
        }
      }
      expect(existsSync(stagingOf(dataDir))).toBe(false)
      expect(switchStore(dataDir)).toBeUndefined()
    }
  })

  it('[OPS1] is made by the command line of the server that runs, which names what it holds', async () => {
    const path = join(folder, 'by-verb')
    process.env.DATA_DIR = server.dataDir
    onTestFinished(() => void delete process.env.DATA_DIR)
    expect(await backupVerb([path])).toBe(0)
    expect(await contentsOf(path)).toEqual(await contentsOf(file))
    expect(await backupVerb([path])).toBe(1)
  })
})
