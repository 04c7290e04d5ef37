import type pg from 'pg'

/**
 * Tables that no backup holds, and why: what is only for speed is made anew, and whoever signed in signs in again. Every
 * other table is in every backup: a new one is, unless it is named here.
 */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  applied_migrations: 'the manifest names them',
  snapshots: 'rebuilt from the log of updates',
  touches: 'rebuilt from the log of updates',
  touch_heads: 'says how far touches are built',
  file_parts: 'evidence files are parts of the backup by their hash',
  passkey_challenges: 'enrolments that were under way',
  sessions: 'whoever signed in signs in again',
  sign_in_steps: 'sign-ins that were under way',
  password_resets: 'ways to a new password, which may have been used since',
  api_tokens: 'one that was revoked since would count again',
  api_token_acts: 'belongs to tokens',
}

/** A table whose rows are only ever added, numbered without a gap: it is read by its numbers, in pages, while others write. */
export interface Growing {
  readonly table: string
  /** The column that counts. */
  readonly key: string
  /** Counts stand for themselves in each of these, beside each case. */
  readonly within?: string
  /** Answers case, within and the last number, for each case that has rows. */
  readonly bounds: string
}

export const GROWING: readonly Growing[] = [
  {
    table: 'updates',
    key: 'seq',
    bounds: `select id as "case", '' as "within", head_seq::text as "last" from cases where head_seq > 0`,
  },
  {
    table: 'ledger',
    key: 'seq',
    within: 'chain',
    bounds: `select case_id as "case", chain as "within", max(seq)::text as "last" from ledger group by 1, 2`,
  },
  {
    table: 'proposals',
    key: 'number',
    bounds: `select case_id as "case", '' as "within", max(number)::text as "last" from proposals group by 1`,
  },
]

type Ask = Pick<pg.PoolClient, 'query'>

/** The tables of the schema that is searched first, in an order in which they can be filled. @throws on a circle */
export async function tablesInOrder(client: Ask): Promise<string[]> {
  const { rows: all } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace
     order by relname`,
  )
  const { rows: links } = await client.query<{ child: string; parent: string }>(
    `select child.relname as child, parent.relname as parent from pg_constraint
     join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
     where contype = 'f' and conrelid <> confrelid and child.relnamespace = current_schema()::regnamespace`,
  )
  const names = all.map(({ name }) => name)
  const ordered: string[] = []
  while (ordered.length < names.length) {
    const next = names.filter(
      (name) =>
        !ordered.includes(name) && links.every(({ child, parent }) => child !== name || ordered.includes(parent)),
    )
    if (next.length === 0) throw new Error('The tables of the store name each other in a circle.')
    ordered.push(...next)
  }
  return ordered
}

/** The column by which the rows of a table belong to a case; tables that have none are left out. */
export async function caseColumns(client: Ask): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class join pg_attribute on attrelid = pg_class.oid
     where relkind = 'r' and attname = 'case_id' and relnamespace = current_schema()::regnamespace`,
  )
  return new Map([['cases', 'id'], ...rows.map(({ name }): [string, string] => [name, 'case_id'])])
}

/** The digests of the migrations that made the tables of this store; empty when it has none. */
export async function migrationsOf(client: Ask): Promise<string[]> {
  const { rows: known } = await client.query(`select to_regclass('applied_migrations') as name`)
  if (known[0]?.name === null) return []
  const { rows } = await client.query<{ hash: string }>('select hash from applied_migrations order by hash')
  return rows.map(({ hash }) => hash)
}

/** A name as SQL quotes it. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
