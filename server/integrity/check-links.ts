import { sql } from 'drizzle-orm'
import { quoted } from '../backup/tables'
import type { Db } from '../store/db'
import { rowsOf } from '../store/open'
import type { Findings } from './check-store'

interface Link {
  readonly name: string
  readonly child: string
  readonly parent: string
  readonly columns: readonly string[]
  readonly named: readonly string[]
}

/** Rows that name a row that is not there. The store refuses to write one; a damaged disk does not ask. */
export async function checkLinks(db: Db): Promise<Findings> {
  const links = rowsOf<Link>(
    await db.execute(sql`
      select conname as name, child.relname as child, parent.relname as parent,
        array(select attname::text from unnest(conkey) with ordinality as key(n, i)
          join pg_attribute on attrelid = conrelid and attnum = key.n order by key.i) as columns,
        array(select attname::text from unnest(confkey) with ordinality as key(n, i)
          join pg_attribute on attrelid = confrelid and attnum = key.n order by key.i) as named
      from pg_constraint
      join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
      where contype = 'f' and child.relnamespace = current_schema()::regnamespace`),
  )
  const problems: string[] = []
  for (const { child, parent, columns, named } of links) {
    const on = columns.map((column, i) => `parent.${quoted(named[i] ?? '')} = child.${quoted(column)}`).join(' and ')
    const given = columns.map((column) => `child.${quoted(column)} is not null`).join(' and ')
    const words = `select count(*)::int as n from ${quoted(child)} child
      where ${given} and not exists (select 1 from ${quoted(parent)} parent where ${on})`
    const [row] = rowsOf<{ n: number }>(await db.execute(sql.raw(words)))
    if (row !== undefined && row.n > 0) {
      problems.push(`${row.n} rows of ${child} name ${columns.join(', ')} in ${parent} that is not there.`)
    }
  }
  return { counted: links.length, problems }
}
