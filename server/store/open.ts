import { backupBeforeMigrating } from '../backup/backup-before-migrating'
import type { Env } from '../env'
import type { Log } from '../log'
import type { Store } from './db'
import { openEmbedded } from './embedded'
import { migrate } from './migrate'
import { openPostgres } from './postgres'

export { migrate } from './migrate'

/**
 * Opens the store the settings ask for and brings its tables up to date; where they are changed, a backup is made first.
 * @param disk  as for `openEmbedded`
 * @throws DataDirectoryInUse, StoreTooNew, or the driver's error with a sentence on what to check
 */
export async function openStore(env: Pick<Env, 'dataDir' | 'databaseUrl'>, log: Log, disk?: string): Promise<Store> {
  const store = await openStoreAsItIs(env, log, disk)
  try {
    await backupBeforeMigrating(store, env.dataDir, log)
    await migrate(store.db)
  } catch (error) {
    await store.close()
    throw error
  }
  return store
}

/** The same without touching its tables: for looking at them. */
export function openStoreAsItIs(env: Pick<Env, 'dataDir' | 'databaseUrl'>, log: Log, disk?: string): Promise<Store> {
  return env.databaseUrl ? openPostgres(env.databaseUrl, log) : openEmbedded(env.dataDir, disk, log)
}

/** The rows of a raw statement: both drivers answer with an object that has them. */
export function rowsOf<T>(result: unknown): T[] {
  return (result as { rows: T[] }).rows
}
