import { randomBytes, randomInt } from 'node:crypto'
import { HEARTBEAT_MS, PRESENCE_WINDOW_MS } from '@/lib/wire/limits'
import type { Log } from '../log'
import type { RoomStore } from '../store/room-store'
import type { Connection } from './connection'
import { Room } from './room'
import type { Pace, RoomDeps, Timers } from './room-deps'
import type { Rooms } from './rooms'

export interface RoomsOptions {
  readonly store: RoomStore
  /** Server time, ISO 8601. */
  readonly clock: () => string
  readonly serviceKey: { sign(bytes: Uint8Array): Uint8Array }
  readonly log: Log
  readonly pace?: Partial<Pace>
}

/** The rooms of a process, and the door that sockets come in by. */
export interface SocketRooms extends Rooms {
  /** Seats a connection in its room. @throws CaseNotFound or the store's error */
  join(caseId: string, connection: Connection): Promise<Room>
  /** No connection is taken any more. */
  readonly closing: boolean
}

const PACE: Pace = {
  heartbeatMs: HEARTBEAT_MS,
  presenceMs: PRESENCE_WINDOW_MS,
  idleMs: 30_000,
  snapshotRows: 200,
  shutdownSpreadMs: 2_000,
}

const timers: Timers = {
  after(ms, fn) {
    const timer = setTimeout(fn, ms)
    return () => clearTimeout(timer)
  },
}

/** Opens rooms when somebody needs them and forgets them when they end. */
export function createRooms({ store, clock, serviceKey, log, pace }: RoomsOptions): SocketRooms {
  const deps: RoomDeps = {
    store,
    clock,
    log,
    timers,
    pace: { ...PACE, ...pace },
    clientId: () => randomInt(1, 2 ** 32),
    sealing: { salt: () => randomBytes(16).toString('hex'), sign: (bytes) => serviceKey.sign(bytes) },
  }
  const open = new Map<string, Promise<Room>>()
  let closing: Promise<void> | undefined

  async function roomOf(caseId: string): Promise<Room> {
    for (;;) {
      if (closing !== undefined) throw new Error('The server is restarting.')
      let opening = open.get(caseId)
      if (opening === undefined) {
        const forget = () => {
          if (open.get(caseId) === opening) open.delete(caseId)
        }
        opening = Room.open(caseId, deps, forget)
        open.set(caseId, opening)
        opening.catch(forget)
      }
      const room = await opening
      if (!room.dead) return room
    }
  }

  return {
    get closing() {
      return closing !== undefined
    },
    async join(caseId, connection) {
      const room = await roomOf(caseId)
      room.join(connection)
      return room
    },
    edit: async (caseId, by, fn) => (await roomOf(caseId)).edit(by, fn),
    read: async (caseId, fn) => (await roomOf(caseId)).read(fn),
    record: async (caseId, by, decide) => (await roomOf(caseId)).record(by, decide),
    async recheck(caseId, personId) {
      const room = await open.get(caseId)?.catch(() => undefined)
      await room?.recheck(personId)
    },
    close() {
      closing ??= closeAll()
      return closing
    },
  }

  async function closeAll(): Promise<void> {
    const rooms = await Promise.allSettled(open.values())
    await Promise.all(rooms.map((room) => (room.status === 'fulfilled' ? room.value.shutdown() : undefined)))
  }
}
