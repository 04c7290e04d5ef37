import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema'
import type { Signals } from './signals'

/** The store as the rest of the server sees it: the same type over the embedded store and over Postgres. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>

/** An open transaction of {@link Db}. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

export interface Store {
  readonly db: Db
  readonly kind: 'embedded' | 'postgres'
  /** How the processes on this store hear of each other; absent where one process owns it. */
  readonly signals?: Signals
  /** Resolves when the store answers; rejects with the driver's error otherwise. */
  ping(): Promise<void>
  close(): Promise<void>
}
