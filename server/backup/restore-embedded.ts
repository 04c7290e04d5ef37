import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { must, type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { openDiskFiles } from '../files/disk-files'
import { spool } from '../files/spool'
import { openEmbedded } from '../store/embedded'
import { DataDirectoryInUse, lockDataDirectory } from '../store/lock'
import { rowsOf } from '../store/open'
import { fillStore } from './fill-store'
import type { OpenBackup } from './open-backup'
import { isReady, markReady, stagingOf, switchStore } from './switch-store'

export interface Restored {
  /** Absent when a running server has the store: it takes over when that is started again. */
  readonly done: boolean
  /** Where the store before it is. */
  readonly aside?: string
}

/**
 * [OPS2] Puts a backup in the place of the embedded store: a whole store is made beside the one in use, and takes its place
 * when it is complete. While a server runs that happens at its next start. Whatever goes wrong until then changes nothing.
 * @param replace  also when the store is not empty; it is moved aside, never deleted
 * @returns refusals `not-empty`, `server-running`
 */
export async function restoreEmbedded(
  dataDir: string,
  backup: OpenBackup,
  { replace, clock }: { replace: boolean; clock: () => string },
): Promise<Outcome<Restored>> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  if (!replace) {
    const empty = await isEmpty(dataDir)
    if (!empty.ok) return empty
  }
  const unlock = await lockDataDirectory(dataDir).catch((error) => {
    if (error instanceof DataDirectoryInUse) return undefined
    throw error
  })
  try {
    if (isReady(dataDir) && unlock !== undefined) switchStore(dataDir)
    else if (isReady(dataDir))
      return refuse('server-running', 'A restored store waits already. Start the server again first.')
    await prepare(dataDir, backup, clock)
    markReady(dataDir, clock())
    if (unlock === undefined) return ok({ done: false })
    const aside = switchStore(dataDir)
    if (replace && aside !== undefined) return ok({ done: true, aside })
    // Nobody was in it, and nothing.
    if (aside !== undefined) rmSync(aside, { recursive: true })
    return ok({ done: true })
  } finally {
    unlock?.()
  }
}

async function isEmpty(dataDir: string): Promise<Outcome<void>> {
  try {
    const store = await openEmbedded(dataDir)
    try {
      const has = async (table: string) => {
        const [name] = rowsOf<{ name: string | null }>(
          await store.db.execute(sql`select to_regclass(${table}) as name`),
        )
        if (name?.name === null) return false
        return rowsOf(await store.db.execute(sql`select 1 from ${sql.raw(table)} limit 1`)).length > 0
      }
      if (!(await has('people')) && !(await has('cases'))) return ok(undefined)
    } finally {
      await store.close()
    }
  } catch (error) {
    if (!(error instanceof DataDirectoryInUse)) throw error
    return refuse(
      'server-running',
      `A server has the data directory ${dataDir}. Say --replace to let the backup take over when that server is started again.`,
    )
  }
  return refuse(
    'not-empty',
    `There are people or cases in the data directory ${dataDir}. Say --replace to move them aside and put the backup in their place.`,
  )
}

async function prepare(dataDir: string, backup: OpenBackup, clock: () => string): Promise<void> {
  const staging = stagingOf(dataDir)
  // What an earlier attempt left behind; one that is under way has it locked.
  await (await lockIfThere(staging))?.()
  rmSync(staging, { recursive: true, force: true })
  try {
    const store = await openEmbedded(staging)
    try {
      await fillStore(store.db, backup, Date.parse(clock()))
    } finally {
      await store.close()
    }
    const files = openDiskFiles(staging)
    for (const { name } of backup.manifest.parts) {
      if (!name.startsWith('files/')) continue
      const bytes = backup.fileBytes(name.slice('files/'.length))
      const spooled = must(await spool(bytes, { folder: files.spoolFolder, limit: Number.POSITIVE_INFINITY }))
      await files.keep(spooled)
    }
    if (backup.serviceKey !== undefined) {
      writeFileSync(join(staging, 'service-key'), backup.serviceKey, { mode: 0o600 })
    }
  } catch (error) {
    rmSync(staging, { recursive: true, force: true })
    throw error
  }
}

async function lockIfThere(folder: string): Promise<(() => void) | undefined> {
  return lockDataDirectory(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
