import type { Sealing } from '../ledger/append'
import type { Log } from '../log'
import type { RoomStore } from '../store/room-store'
import type { TellNeighbours } from './neighbours'

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
  /** Other processes on the same store; absent where one process owns it. */
  readonly neighbours?: TellNeighbours
}

export interface Timers {
  /** Calls `fn` once after `ms`; returns how to call it off. */
  after(ms: number, fn: () => void): () => void
}

/** How often things happen, and how many there may be. */
export interface Pace {
  readonly heartbeatMs: number
  readonly presenceMs: number
  /** A room that nobody is in is released after this. */
  readonly idleMs: number
  /** Rows of the log between snapshots. */
  readonly snapshotRows: number
  /** Closing for a restart is spread over this, so that everybody does not come back at once. */
  readonly shutdownSpreadMs: number
  /** Between two signs of life to other processes on the same store. */
  readonly neighbourMs: number
  /** Rooms that are open at once; those that nobody is in make room for others. */
  readonly openRooms: number
  /** Connections of one person to one case. */
  readonly perPerson: number
  /** Connections to one case. */
  readonly perCase: number
}
