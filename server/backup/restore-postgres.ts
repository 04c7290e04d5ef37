import { existsSync, linkSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getTableName, isTable, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { isSha256 } from '../files/file-store'
import { PART } from '../files/table-files'
import { serviceSecret } from '../secrets'
import type { Tx } from '../store/db'
import { syncPath } from '../store/durable'
import { rowsOf } from '../store/open'
import * as schema from '../store/schema'
import { RUNNING_SERVERS } from '../store/signals'
import { fillStore } from './fill-store'
import type { OpenBackup } from './open-backup'
import { quoted } from './tables'

/**
 * [OPS2] Puts a backup into a Postgres database, all in one transaction: it is there whole or nothing has changed. Tables
 * that stand there are moved into a schema of their own.
 * @param env      `dataDir` is where the servers of this database keep the service's key
 * @param replace  also when there are people or cases
 * @returns where the tables before it are; refusals `not-empty`, `server-running`, `other-key`
 */
export async function restorePostgres(
  env: { readonly dataDir: string; readonly databaseUrl: string },
  backup: OpenBackup,
  { replace, clock }: { replace: boolean; clock: () => string },
): Promise<Outcome<{ readonly aside?: string }>> {
  const pool = new pg.Pool({ connectionString: env.databaseUrl, max: 1 })
  try {
    const db = drizzle(pool, { schema })
    const done = await db.transaction(async (tx): Promise<Outcome<{ aside?: string }>> => {
      const [free] = rowsOf<{ free: boolean }>(
        await tx.execute(sql`select pg_try_advisory_xact_lock(${RUNNING_SERVERS}) as free`),
      )
      if (free?.free !== true) {
        return refuse('server-running', 'A server works on this database. Stop every server of it, then try again.')
      }
      if (!replace && ((await has(tx, 'people')) || (await has(tx, 'cases')))) {
        return refuse(
          'not-empty',
          'There are people or cases in this database. Say --replace to move them into a schema of their own and put the backup in their place.',
        )
      }
      const aside = await moveAside(tx, clock())
      await fillStore(tx, backup, Date.parse(clock()))
      await fillFiles(tx, backup)
      if (backup.serviceKey !== undefined) putKeyBeside(env.dataDir, backup.serviceKey)
      return ok(aside === undefined ? {} : { aside })
    })
    if (done.ok && backup.serviceKey !== undefined) takeKeyBeside(env)
    return done
  } finally {
    await pool.end()
  }
}

async function has(tx: Tx, table: string): Promise<boolean> {
  const [name] = rowsOf<{ name: string | null }>(await tx.execute(sql`select to_regclass(${table}) as name`))
  if (name?.name === null) return false
  return rowsOf(await tx.execute(sql`select 1 from ${sql.raw(table)} limit 1`)).length > 0
}

async function moveAside(tx: Tx, at: string): Promise<string | undefined> {
  const own = Object.values(schema as Record<string, unknown>).flatMap((one) =>
    isTable(one) ? [getTableName(one)] : [],
  )
  const standing: string[] = []
  for (const name of [...own, 'applied_migrations']) {
    const [row] = rowsOf<{ name: string | null }>(await tx.execute(sql`select to_regclass(${name}) as name`))
    if (row?.name !== null) standing.push(name)
  }
  if (standing.length === 0) return undefined
  const aside = `accord_replaced_${at.replaceAll(/[^0-9]/g, '').slice(0, 14)}`
  await tx.execute(sql.raw(`create schema ${aside}`))
  for (const name of standing) await tx.execute(sql.raw(`alter table ${quoted(name)} set schema ${aside}`))
  return aside
}

async function fillFiles(tx: Tx, backup: OpenBackup): Promise<void> {
  for (const { name } of backup.manifest.parts) {
    const sha256 = name.startsWith('files/') ? name.slice('files/'.length) : ''
    if (!isSha256(sha256)) continue
    let part = 0
    let open = new Uint8Array()
    const keep = (bytes: Uint8Array) => tx.insert(schema.fileParts).values({ sha256, part: part++, bytes })
    for await (const piece of backup.fileBytes(sha256)) {
      open = new Uint8Array(Buffer.concat([open, piece]))
      for (; open.length >= PART; open = open.slice(PART)) await keep(open.slice(0, PART))
    }
    if (open.length > 0) await keep(open)
  }
}

const BESIDE = 'service-key.restored'

function putKeyBeside(dataDir: string, secret: string): void {
  writeFileSync(join(dataDir, BESIDE), secret, { mode: 0o600 })
  syncPath(join(dataDir, BESIDE))
  syncPath(dataDir)
}

/** The key of the store before it is kept, named by its public half. */
function takeKeyBeside(env: { readonly dataDir: string }): void {
  const own = join(env.dataDir, 'service-key')
  const before = serviceSecret(env)
  const old = `${own}.${before?.publicKeyHex.slice(0, 16)}.old`
  if (before !== undefined && !existsSync(old)) linkSync(own, old)
  renameSync(join(env.dataDir, BESIDE), own)
  syncPath(env.dataDir)
}
