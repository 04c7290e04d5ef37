import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Log } from '../log'
import type { Db, Store } from './db'
import * as schema from './schema'

/**
 * Opens a Postgres store. Connections that break while idle are reported and replaced, they never end the process.
 * @param url  postgres://user:password@host:port/database
 */
export async function openPostgres(url: string, log: Log): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 })
  pool.on('error', (error) => log.warn('store.connection-lost', { cause: error.message }))
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    throw error
  }
  return {
    db: drizzle(pool, { schema }) as unknown as Db,
    kind: 'postgres',
    ping: async () => void (await pool.query('select 1')),
    close: () => pool.end(),
  }
}
