import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import type { NamedStatement } from './bind-message'
import type * as schema from './schema'
import type { Signals } from './signals'

/** The store as the rest of the server sees it: the embedded one and Postgres speak one protocol and have one type. */
export type Db = NodePgDatabase<typeof schema> & { readonly $client: pg.Pool }

/** An open transaction of {@link Db}. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

/**
 * Runs one statement in a transaction of its own, as soon as no other is open. @returns how many rows it answered
 * @throws the store's refusal, or what ended it
 */
export type CommitLane = (statement: NamedStatement) => Promise<number>

export interface Store {
  readonly db: Db
  /** A shorter way for commits than `db`, where there is one. */
  readonly lane?: CommitLane
  readonly kind: 'embedded' | 'postgres'
  /** How the processes on this store hear of each other; absent where one process owns it. */
  readonly signals?: Signals
  /** Resolves when the store answers; rejects with the driver's error otherwise. */
  ping(): Promise<void>
  close(): Promise<void>
}
