import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { projectRoot } from '../root'
import type { Db, Tx } from './db'

/** A newer version of Accord has changed the tables of this store, or made this backup. */
export class StoreTooNew extends Error {
  override name = 'StoreTooNew'

  constructor(what: string) {
    super(
      `${what} was written by a newer version of Accord than this one. Start that version, or restore a backup that was made before it.`,
    )
  }
}

/** The migrations that this version knows, oldest first. */
export function knownMigrations() {
  return readMigrationFiles({ migrationsFolder: join(projectRoot(), 'server/store/migrations') })
}

/**
 * Applies the migrations that are not applied yet, all in one transaction, by their content and not by their date:
 * two branches of development may each bring one. Several servers may start at once.
 * @param only  digests of the ones to apply; absent: all
 * @throws StoreTooNew, with nothing changed, when the store has had or is to have one that is not known here
 */
export async function migrate(db: Db | Tx, only?: ReadonlySet<string>): Promise<void> {
  const files = knownMigrations()
  const isKnown = (hash: string) => files.some((file) => file.hash === hash)
  if (only !== undefined && ![...only].every(isKnown)) throw new StoreTooNew('The backup')
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(6051902)`)
    await tx.execute(
      sql`create table if not exists applied_migrations (hash text primary key, at timestamptz not null)`,
    )
    const { rows } = (await tx.execute(sql`select hash from applied_migrations`)) as unknown as {
      rows: { hash: string }[]
    }
    const applied = new Set(rows.map((row) => row.hash))
    if (![...applied].every(isKnown)) throw new StoreTooNew('This store')
    for (const file of files) {
      if (applied.has(file.hash) || only?.has(file.hash) === false) continue
      for (const statement of file.sql) await tx.execute(sql.raw(statement))
      await tx.execute(sql`insert into applied_migrations values (${file.hash}, now())`)
    }
  })
}
