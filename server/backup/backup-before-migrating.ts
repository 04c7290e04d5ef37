import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log'
import type { Store } from '../store/db'
import { knownMigrations, StoreTooNew } from '../store/migrate'
import { saveBackup } from './save-backup'
import { sourceOf } from './source-of'
import { migrationsOf } from './tables'
import { writeBackup } from './write-backup'

/** So many of these are kept. */
const KEEP = 3

/**
 * [OPS3] Before a newer version changes the tables of a store, a backup of it goes to `backups/` in the data directory. What
 * keeps that from being written keeps the server from starting: nothing has changed then.
 * @throws StoreTooNew; the disk's error
 */
export async function backupBeforeMigrating(store: Store, dataDir: string, log: Log): Promise<void> {
  const applied = await migrationsOf(store.db.$client)
  const known = knownMigrations().map(({ hash }) => hash)
  if (!applied.every((hash) => known.includes(hash))) throw new StoreTooNew('This store')
  if (applied.length === 0 || known.every((hash) => applied.includes(hash))) return
  const folder = join(dataDir, 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const clock = () => new Date().toISOString()
  const name = `before-update-${clock().replaceAll(/[^0-9]/g, '')}.accord-backup`
  await saveBackup(join(folder, name), writeBackup(sourceOf(store, dataDir, clock)))
  log.info('store.backed-up-before-migrating', { file: join(folder, name), missing: known.length - applied.length })
  const old = readdirSync(folder).filter((each) => /^before-update-\d+\.accord-backup$/.test(each))
  for (const each of old.sort().slice(0, -KEEP)) rmSync(join(folder, each))
}
