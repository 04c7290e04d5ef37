import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { Env } from '../env'
import type { Log } from '../log'
import { projectRoot } from '../root'
import type { Db, Store } from './db'
import { openEmbedded } from './embedded'
import { openPostgres } from './postgres'

/**
 * Opens the store the settings ask for and brings its tables up to date.
 * @throws DataDirectoryInUse, or the driver's error with a sentence on what to check
 */
export async function openStore(env: Pick<Env, 'dataDir' | 'databaseUrl'>, log: Log): Promise<Store> {
  const store = env.databaseUrl
    ? await openPostgres(env.databaseUrl, log)
    : await openEmbedded(env.dataDir, undefined, log)
  try {
    await migrate(store.db)
  } catch (error) {
    await store.close()
    throw error
  }
  return store
}

/**
 * Applies the migrations that are not applied yet, all in one transaction, by their content and not by their date:
 * two branches of development may each bring one. Several servers may start at once.
 */
export async function migrate(db: Db): Promise<void> {
  const files = readMigrationFiles({ migrationsFolder: join(projectRoot(), 'server/store/migrations') })
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(6051902)`)
    await tx.execute(
      sql`create table if not exists applied_migrations (hash text primary key, at timestamptz not null)`,
    )
    const rows = rowsOf<{ hash: string }>(await tx.execute(sql`select hash from applied_migrations`))
    const applied = new Set(rows.map((row) => row.hash))
    for (const file of files) {
      if (applied.has(file.hash)) continue
      for (const statement of file.sql) await tx.execute(sql.raw(statement))
      await tx.execute(sql`insert into applied_migrations values (${file.hash}, now())`)
    }
  })
}

/** The rows of a raw statement: both drivers answer with an object that has them. */
export function rowsOf<T>(result: unknown): T[] {
  return (result as { rows: T[] }).rows
}
