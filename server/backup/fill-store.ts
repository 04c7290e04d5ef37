import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../store/db'
import { migrate, rowsOf } from '../store/open'
import type { OpenBackup } from './open-backup'
import { quoted } from './tables'

/**
 * [OPS2] Fills an empty store from a backup: the tables as they were then, their rows, and what has become of the tables
 * since. Every case gets a new epoch, so that nobody's older copy of it is merged into it, and every session ends.
 * @param db  a store without tables, or a transaction that has none
 * @param now milliseconds since 1970
 * @throws StoreTooNew when the backup is of a newer version of Accord
 */
export async function fillStore(db: Db | Tx, backup: OpenBackup, now: number): Promise<void> {
  const { manifest } = backup
  if (manifest.only !== undefined) {
    throw new Error(`This is the archive of case ${manifest.only}, no backup of a store. Nothing was changed.`)
  }
  await migrate(db, new Set(manifest.migrations))
  for (const part of manifest.parts) {
    if (part.table === undefined) continue
    const rows = await backup.rowsOf(part.name)
    const table = sql.raw(quoted(part.table))
    await db.execute(sql`insert into ${table} select * from json_populate_recordset(null::${table}, ${rows}::json)`)
  }
  for (const { name, rows } of manifest.tables) {
    const [count] = rowsOf<{ n: string }>(await db.execute(sql`select count(*) as n from ${sql.raw(quoted(name))}`))
    if (Number(count?.n) !== rows)
      throw new Error(`${name} has ${count?.n} rows instead of ${rows}. Nothing was changed.`)
  }
  const fresh = freshEpoch(now)
  await db.execute(sql`update cases set epoch = greatest(epoch + 1, ${fresh}::int)`)
  await db.execute(sql`update people set session_epoch = greatest(session_epoch + 1, ${fresh}::int)`)
  await migrate(db)
}

/** Seconds since 2024: above every epoch that an earlier restore of the same backup gave. */
function freshEpoch(now: number): number {
  return Math.max(0, Math.floor((now - Date.UTC(2024, 0)) / 1000))
}
