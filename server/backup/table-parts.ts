import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type pg from 'pg'
import { type Growing, quoted } from './tables'

type Ask = Pick<pg.PoolClient, 'query'>

/** Rows of a table as they stand in a backup. */
export interface TablePart {
  readonly table: string
  readonly rows: number
  /** A gzip of lines of JSON. */
  readonly bytes: Uint8Array
}

/** Characters of rows in one part, about: the memory that writing and reading take. */
const FULL = 1024 * 1024
/** Rows that are asked for at once; one may hold a megabyte. */
const PAGE = 100

const pack = promisify(gzip)

/**
 * All rows of a table, by a cursor: call it inside a transaction.
 * @param only  those where this column has this value
 */
export async function* wholeTable(
  client: Ask,
  table: string,
  only?: { readonly column: string; readonly value: string },
): AsyncGenerator<TablePart> {
  const part = new OpenPart(table)
  // A cursor is declared without parameters.
  const where = only === undefined ? '' : `where ${quoted(only.column)} = '${only.value.replaceAll("'", "''")}'`
  const words = `select row_to_json(t)::text as line from ${quoted(table)} t ${where}`
  await client.query(`declare rows_of_backup cursor for ${words}`)
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${PAGE} from rows_of_backup`)
    if (rows.length === 0) break
    for (const { line } of rows) part.add(line)
    if (part.full) yield await part.close()
  }
  await client.query('close rows_of_backup')
  if (part.rows > 0) yield await part.close()
}

/** How far a growing table goes for one case. */
export interface Bound {
  readonly case: string
  readonly within: string
  readonly last: string
}

/**
 * The rows of a growing table up to its bounds, in pages, each a question of its own.
 * @throws when a row is missing
 */
export async function* growingTable(
  client: Ask,
  { table, key, within }: Growing,
  bounds: readonly Bound[],
): AsyncGenerator<TablePart> {
  const part = new OpenPart(table)
  const words = `select ${key}::text as key, row_to_json(t)::text as line from ${quoted(table)} t
    where case_id = $1 and ${within ?? `''::text`} = $2 and ${key} > $3::bigint and ${key} <= $4::bigint
    order by ${key} limit ${PAGE}`
  for (const { case: caseId, within: inside, last } of bounds) {
    let at = 0
    while (at < Number(last)) {
      const { rows } = await client.query<{ key: string; line: string }>(words, [caseId, inside, at, last])
      for (const { key: found, line } of rows) {
        if (Number(found) !== at + 1) throw missing(table, caseId, at + 1)
        at += 1
        part.add(line)
      }
      if (rows.length === 0) throw missing(table, caseId, at + 1)
      if (part.full) yield await part.close()
    }
  }
  if (part.rows > 0) yield await part.close()
}

function missing(table: string, caseId: string, row: number): Error {
  return new Error(`In ${table}, case ${caseId} has no row ${row}. Run accord integrity.`)
}

class OpenPart {
  rows = 0
  private size = 0
  private lines: string[] = []

  constructor(private readonly table: string) {}

  get full(): boolean {
    return this.size >= FULL
  }

  add(line: string): void {
    this.rows += 1
    this.size += line.length + 1
    this.lines.push(line)
  }

  async close(): Promise<TablePart> {
    const bytes = await pack(this.lines.join('\n'), { level: 4 })
    const part = { table: this.table, rows: this.rows, bytes }
    this.rows = 0
    this.size = 0
    this.lines = []
    return part
  }
}
