import type { Sealing } from '../ledger/append'
import type { Log } from '../log'
import type { RoomStore } from '../store/room-store'

/** What a room is given: it reads no clock, opens no store, and draws no numbers by itself. */
export interface RoomDeps {
  readonly store: RoomStore
  /** Server time, ISO 8601. */
  readonly clock: () => string
  /** A random Yjs client id, below 2^32. */
  readonly clientId: () => number
  readonly sealing: Sealing
  readonly timers: Timers
  readonly log: Log
  readonly pace: Pace
}

export interface Timers {
  /** Calls `fn` once after `ms`; returns how to call it off. */
  after(ms: number, fn: () => void): () => void
}

/** How often things happen. */
export interface Pace {
  readonly heartbeatMs: number
  readonly presenceMs: number
  /** A room that nobody is in is released after this. */
  readonly idleMs: number
  /** Rows of the log between snapshots. */
  readonly snapshotRows: number
  /** Closing for a restart is spread over this, so that everybody does not come back at once. */
  readonly shutdownSpreadMs: number
}
