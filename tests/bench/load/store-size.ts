import { sql } from 'drizzle-orm'
import { createLog } from '@/server/log'
import { openStore } from '@/server/store/open'

/** Says how many bytes the tables of a data directory take, as they are and after they were packed: `DATA_DIR`. */
const store = await openStore(
  { dataDir: process.argv[2] ?? '' },
  createLog('silent', () => ''),
)
const size = async () => {
  const { rows } = (await store.db.execute(sql`select pg_database_size(current_database())::text as size`)) as {
    rows: { size: string }[]
  }
  return Number(rows[0]?.size)
}
const before = await size()
await store.db.execute(sql`vacuum full`)
process.stdout.write(`${JSON.stringify({ before, after: await size() })}\n`)
await store.close()
