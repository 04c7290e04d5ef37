import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import type { FileStore } from '../files/file-store'
import type { Store } from '../store/db'
import { type BackupManifest, type BackupPart, filePart, MANIFEST, MANIFEST_DIGEST, SERVICE_KEY_PART } from './manifest'
import { type Bound, growingTable, type TablePart, wholeTable } from './table-parts'
import { caseColumns, GROWING, LEFT_OUT, migrationsOf, tablesInOrder } from './tables'
import { TAR_END, tarHeader, tarPadding } from './tar'

export interface BackupSource {
  readonly store: Pick<Store, 'db' | 'kind'>
  readonly files: FileStore
  readonly clock: () => string
  /** Only what belongs to this case: an archive of it, and no backup. */
  readonly only?: string
  /** The service's key, hex: without it a restored store cannot continue its sealed histories. */
  readonly serviceKey?: { readonly secret: string; readonly publicKeyHex: string } | undefined
}

interface Written {
  readonly parts: BackupPart[]
  readonly rows: Map<string, number>
}

/**
 * [OPS1] A backup of everything at one moment, piece by piece: a tar archive of the rows of every table, the evidence files
 * they name, the service's key, and a manifest with the digest of each. Others write meanwhile. The moment is that of one
 * transaction: tables that change are read inside it. Those that only grow are read up to where they stood in it, and in
 * the embedded store, where nobody else would be served until it ends, after it.
 * @throws the store's error, or that of its disk; what was given out until then is no backup
 */
export async function* writeBackup(source: BackupSource): AsyncGenerator<Uint8Array> {
  const written: Written = { parts: [], rows: new Map() }
  const client = await source.store.db.$client.connect()
  let inside = true
  try {
    // Whoever takes the pieces may be slow: a server of the database may not take that for a hang.
    await client.query('begin isolation level repeatable read read only')
    if (source.store.kind === 'postgres') await client.query('set local idle_in_transaction_session_timeout = 0')
    const moment = await momentOf(client, source)
    const fixed = moment.tables.filter((name) => !GROWING.some(({ table }) => table === name))
    if (source.store.kind === 'postgres') {
      for (const table of fixed) yield* told(wholeTable(client, table, rowsIn(moment, table)), written)
      yield* grown(client, moment, written)
    } else {
      const aside = await setAside(source.files.spoolFolder, client, fixed, moment)
      try {
        await client.query('commit')
        client.release()
        inside = false
        yield* told(aside.parts(), written)
      } finally {
        await aside.remove()
      }
      yield* grown(source.store.db.$client, moment, written)
    }
    const lost = yield* evidence(source.files, moment.files, written)
    if (source.serviceKey !== undefined) {
      yield* part(SERVICE_KEY_PART, Buffer.from(source.serviceKey.secret), written)
    }
    yield* closing(moment, lost, source.serviceKey?.publicKeyHex, written)
  } finally {
    if (inside) {
      const failed = await client.query('rollback').then(
        () => undefined,
        (error: Error) => error,
      )
      client.release(failed)
    }
  }
}

interface Moment {
  readonly at: string
  readonly migrations: string[]
  readonly tables: string[]
  readonly cases: number
  readonly files: readonly string[]
  readonly bounds: ReadonlyMap<string, readonly Bound[]>
  readonly only?: { readonly case: string; readonly columns: ReadonlyMap<string, string> }
}

/** Which rows of a table are wanted; undefined for all. */
function rowsIn({ only }: Moment, table: string): { column: string; value: string } | undefined {
  return only === undefined ? undefined : { column: only.columns.get(table) ?? 'case_id', value: only.case }
}

async function momentOf(client: pg.PoolClient, { clock, only }: BackupSource): Promise<Moment> {
  const at = clock()
  const columns = await caseColumns(client)
  const wanted = (name: string) => LEFT_OUT[name] === undefined && (only === undefined || columns.has(name))
  const tables = (await tablesInOrder(client)).filter(wanted)
  const has = (name: string) => tables.includes(name)
  const column = async (words: string, values: string[] = []) =>
    (await client.query<{ value: string }>(words, values)).rows.map(({ value }) => value)
  const bounds = new Map<string, readonly Bound[]>()
  for (const { table, bounds: words } of GROWING) {
    if (!has(table)) continue
    const { rows } = await client.query<Bound>(words)
    bounds.set(table, only === undefined ? rows : rows.filter((bound) => bound.case === only))
  }
  return {
    at,
    migrations: await migrationsOf(client),
    tables,
    cases: has('cases') ? Number((await column('select count(*)::text as value from cases'))[0]) : 0,
    files: has('files') ? await column(...filesIn(only)) : [],
    bounds,
    ...(only === undefined ? {} : { only: { case: only, columns } }),
  }
}

function filesIn(only: string | undefined): [string, string[]] {
  const where = only === undefined ? '' : 'where case_id = $1'
  const words = `select distinct sha256 as value from files ${where} order by 1`
  return [words, only === undefined ? [] : [only]]
}

async function* grown(client: Pick<pg.PoolClient, 'query'>, { bounds }: Moment, written: Written) {
  for (const growing of GROWING) yield* told(growingTable(client, growing, bounds.get(growing.table) ?? []), written)
}

async function* told(tableParts: AsyncIterable<TablePart>, written: Written) {
  for await (const { table, rows, bytes } of tableParts) {
    const before = written.parts.filter((each) => each.table === table).length
    yield* part(`tables/${table}/${before + 1}`, bytes, written, { table, rows })
    written.rows.set(table, (written.rows.get(table) ?? 0) + rows)
  }
}

function* part(name: string, bytes: Uint8Array, written: Written, more: Partial<BackupPart> = {}) {
  written.parts.push({ name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), ...more })
  yield tarHeader(name, bytes.length)
  yield bytes
  yield tarPadding(bytes.length)
}

/** @returns the hashes of those that the store does not have whole */
async function* evidence(files: FileStore, wanted: readonly string[], written: Written) {
  const lost: string[] = []
  for (const sha256 of wanted) {
    const size = await sizeWhenIntact(files, sha256)
    const pieces = size === undefined ? undefined : await files.read(sha256)
    if (size === undefined || pieces === undefined) {
      lost.push(sha256)
      continue
    }
    const name = filePart(sha256)
    yield tarHeader(name, size)
    let sent = 0
    for await (const piece of pieces) {
      sent += piece.length
      yield piece
    }
    if (sent !== size) throw new Error(`The evidence file ${sha256} changed while it was read.`)
    yield tarPadding(size)
    written.parts.push({ name, size, sha256 })
  }
  return lost
}

async function sizeWhenIntact(files: FileStore, sha256: string): Promise<number | undefined> {
  const pieces = await files.read(sha256)
  if (pieces === undefined) return undefined
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of pieces) {
    hash.update(piece)
    size += piece.length
  }
  return hash.digest('hex') === sha256 ? size : undefined
}

function* closing(moment: Moment, lost: string[], serviceKey: string | undefined, written: Written) {
  const { at, migrations, tables, cases } = moment
  const manifest: BackupManifest = {
    format: 'accord-backup',
    version: 1,
    at,
    migrations,
    tables: tables.map((name) => ({ name, rows: written.rows.get(name) ?? 0 })),
    cases: moment.only === undefined ? cases : 1,
    ...(moment.only === undefined ? {} : { only: moment.only.case }),
    files: { kept: moment.files.length - lost.length, lost },
    ...(serviceKey === undefined ? {} : { serviceKey }),
    parts: written.parts,
  }
  const bytes = Buffer.from(JSON.stringify(manifest))
  yield* part(MANIFEST, bytes, { ...written, parts: [] })
  const digest = createHash('sha256').update(bytes).digest('hex')
  yield* part(MANIFEST_DIGEST, Buffer.from(digest), { ...written, parts: [] })
  yield TAR_END
}

/** Reads tables into a file of their own, so that nobody waits for the one who takes the pieces. */
async function setAside(folder: string, client: pg.PoolClient, tables: readonly string[], moment: Moment) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${randomBytes(16).toString('hex')}.backup`)
  const kept: { table: string; rows: number; start: number; size: number }[] = []
  const file = await open(path, 'wx+', 0o600)
  const remove = async () => {
    await file.close()
    await rm(path, { force: true })
  }
  try {
    let at = 0
    for (const name of tables) {
      for await (const { table, rows, bytes } of wholeTable(client, name, rowsIn(moment, name))) {
        for (let sent = 0; sent < bytes.length; ) {
          sent += (await file.write(bytes, sent, bytes.length - sent, at + sent)).bytesWritten
        }
        kept.push({ table, rows, start: at, size: bytes.length })
        at += bytes.length
      }
    }
  } catch (error) {
    await remove()
    throw error
  }
  async function* parts(): AsyncGenerator<TablePart> {
    for (const { table, rows, start, size } of kept) {
      const bytes = new Uint8Array(size)
      const { bytesRead } = await file.read(bytes, 0, size, start)
      if (bytesRead !== size) throw new Error('What was set aside for the backup is not there any more.')
      yield { table, rows, bytes }
    }
  }
  return { parts, remove }
}
