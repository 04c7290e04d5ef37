import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openBackup } from '@/server/backup/open-backup'
import { migrationsOf } from '@/server/backup/tables'
import { openEmbedded } from '@/server/store/embedded'
import { knownMigrations, migrate } from '@/server/store/migrate'
import { openStore } from '@/server/store/open'
import { freshDataDir, removeDataDir, silent } from '../../support/dataDir'

const known = knownMigrations().map(({ hash }) => hash)
const before = known.slice(0, -1)

async function dataDir(): Promise<string> {
  const folder = await freshDataDir()
  onTestFinished(() => removeDataDir(folder))
  return folder
}

/** A data directory as the version before this one left it, with a person in it. */
async function older(): Promise<string> {
  const folder = await dataDir()
  const store = await openEmbedded(folder)
  await store.db.execute(sql`drop schema public cascade`)
  await store.db.execute(sql`create schema public`)
  await migrate(store.db, new Set(before))
  await store.db.execute(
    sql`insert into people (id, email, name, created_at) values ('ann', 'ann@mdm.example', 'Ann', now())`,
  )
  await store.close()
  return folder
}

async function applied(folder: string): Promise<string[]> {
  const store = await openEmbedded(folder)
  const hashes = await migrationsOf(store.db.$client)
  await store.close()
  return hashes
}

describe('a newer version of Accord on an older store', { timeout: 240_000 }, () => {
  beforeAll(() => expect(before.length).toBeGreaterThan(3))

  it('[OPS3] makes a backup before it changes the tables, and none when there is nothing to change', async () => {
    const folder = await older()
    for (let start = 0; start < 2; start++) await (await openStore({ dataDir: folder }, silent)).close()
    expect(await applied(folder)).toEqual([...known].sort())
    const [name = '', ...more] = readdirSync(join(folder, 'backups'))
    expect(more).toEqual([])
    const backup = await openBackup(join(folder, 'backups', name))
    expect(backup.manifest.migrations).toEqual([...before].sort())
    const people = backup.manifest.parts.find(({ table }) => table === 'people')
    expect(await backup.rowsOf(people?.name ?? '')).toContain('ann@mdm.example')
    await backup.close()
  })

  it('[OPS3] keeps the last three of these and changes nothing when the backup cannot be written', async () => {
    const folder = await older()
    const backups = join(folder, 'backups')
    writeFileSync(backups, 'in the way')
    await expect(openStore({ dataDir: folder }, silent)).rejects.toMatchObject({ code: 'EEXIST' })
    expect(await applied(folder)).toEqual([...before].sort())
    rmSync(backups)
    mkdirSync(backups)
    for (const n of [1, 2, 3]) writeFileSync(join(backups, `before-update-${n}.accord-backup`), '')
    writeFileSync(join(backups, 'mine'), '')
    await (await openStore({ dataDir: folder }, silent)).close()
    const names = readdirSync(backups).sort()
    expect(names).toHaveLength(4)
    expect(names).toEqual(
      expect.arrayContaining(['before-update-2.accord-backup', 'before-update-3.accord-backup', 'mine']),
    )
  })

  it('[OPS3] refuses a store that a newer version has changed, with a sentence, and changes nothing', async () => {
    const folder = await dataDir()
    const store = await openEmbedded(folder)
    await store.db.execute(sql`insert into applied_migrations values ('of a later day', now())`)
    await store.close()
    await expect(openStore({ dataDir: folder }, silent)).rejects.toThrow(
      /^This store was written by a newer version of Accord than this one\. Start that version, or restore a backup/,
    )
    await expect(migrate((await kept(folder)).db)).rejects.toThrow('This store was written by a newer version')
    expect(readdirSync(folder)).not.toContain('backups')
  })
})

async function kept(folder: string) {
  const store = await openEmbedded(folder)
  onTestFinished(() => store.close())
  return store
}
