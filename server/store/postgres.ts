import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Log } from '../log'
import type { Store } from './db'
import * as schema from './schema'
import { openSignals } from './signals'

/** A process that hangs with a case locked must not hold up the others for ever. */
const PATIENCE = { keepAlive: true, lock_timeout: 10_000, idle_in_transaction_session_timeout: 15_000 }

/**
 * Opens a Postgres store. Connections that break while idle are reported and replaced, they never end the process.
 * @param url  postgres://user:password@host:port/database
 */
export async function openPostgres(url: string, log: Log): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000, ...PATIENCE })
  pool.on('error', (error) => log.warn('store.connection-lost', { cause: error.message }))
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    throw error
  }
  const signals = openSignals(url, log)
  return {
    db: drizzle(pool, { schema }),
    kind: 'postgres',
    signals,
    ping: async () => void (await pool.query('select 1')),
    close: async () => {
      await signals.close()
      await pool.end()
    },
  }
}
