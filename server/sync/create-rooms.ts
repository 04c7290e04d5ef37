import { randomBytes, randomInt } from 'node:crypto'
import { HEARTBEAT_MS, PRESENCE_WINDOW_MS } from '@/lib/wire/limits'
import type { Log } from '../log'
import type { RoomStore } from '../store/room-store'
import type { Signals } from '../store/signals'
import type { Connection } from './connection'
import { Neighbours } from './neighbours'
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
  /** The line to other processes on the same store, where there may be some. */
  readonly signals?: Signals
}

/** The rooms of a process, and the door that sockets come in by. */
export interface SocketRooms extends Rooms {
  /** Seats a connection in its room. @throws CaseNotFound, TooMany or the store's error */
  join(caseId: string, connection: Connection): Promise<Room>
  /** No connection is taken any more. */
  readonly closing: boolean
  /** Rooms that are open, and the sockets in them. */
  census(): { readonly rooms: number; readonly sockets: number }
}

const PACE: Pace = {
  heartbeatMs: HEARTBEAT_MS,
  presenceMs: PRESENCE_WINDOW_MS,
  idleMs: 30_000,
  // Encoding a case of 3,000 elements holds everybody up for 0.16 s; replaying 2,000 rows costs a first visitor less.
  snapshotRows: 2_000,
  shutdownSpreadMs: 2_000,
  neighbourMs: 5_000,
  openRooms: 500,
  perPerson: 30,
  perCase: 1_000,
}

const timers: Timers = {
  after(ms, fn) {
    const timer = setTimeout(fn, ms)
    return () => clearTimeout(timer)
  },
}

/** Opens rooms when somebody needs them and forgets them when they end. */
export function createRooms({ store, clock, serviceKey, log, pace, signals }: RoomsOptions): SocketRooms {
  const base: RoomDeps = {
    store,
    clock,
    log,
    timers,
    pace: { ...PACE, ...pace },
    clientId: () => randomInt(1, 2 ** 32),
    sealing: { salt: () => randomBytes(16).toString('hex'), sign: (bytes) => serviceKey.sign(bytes) },
  }
  const open = new Map<string, Promise<Room>>()
  const living = new Set<Room>()
  let closing: Promise<void> | undefined
  const neighbours =
    signals === undefined
      ? undefined
      : new Neighbours(signals, { all: () => open.values(), of: (caseId) => open.get(caseId) }, base)
  const deps: RoomDeps = neighbours === undefined ? base : { ...base, neighbours }

  async function roomOf(caseId: string): Promise<Room> {
    for (;;) {
      if (closing !== undefined) throw new Error('The server is restarting.')
      let opening = open.get(caseId)
      if (opening === undefined) {
        const forget = () => {
          for (const room of living) if (room.dead) living.delete(room)
          if (open.get(caseId) === opening) open.delete(caseId)
        }
        opening = makeSpace().then(() => Room.open(caseId, deps, forget))
        open.set(caseId, opening)
        opening.then((room) => {
          living.add(room)
          neighbours?.opened(caseId)
        }, forget)
      } else {
        // The order of the map is that of use.
        open.delete(caseId)
        open.set(caseId, opening)
      }
      const room = await opening
      if (!room.dead) return room
    }
  }

  /** [SYN11] A room that was opened before a backup was restored is nobody's any more. */
  async function roomAtEpoch(caseId: string, epoch: number | undefined): Promise<Room> {
    const room = await roomOf(caseId)
    if (epoch === undefined || room.epoch === epoch) return room
    await room.others.reconsider()
    return roomOf(caseId)
  }

  return {
    get closing() {
      return closing !== undefined
    },
    census: () => ({ rooms: living.size, sockets: [...living].reduce((sum, room) => sum + room.sockets, 0) }),
    async join(caseId, connection) {
      const room = await roomAtEpoch(caseId, connection.admission.epoch)
      if (room.crowded(connection.by.personId)) throw new TooMany(caseId)
      room.join(connection)
      return room
    },
    edit: async (caseId, by, fn) => (await roomOf(caseId)).edit(by, fn),
    read: async (caseId, fn) => (await roomOf(caseId)).read(fn),
    record: async (caseId, by, decide) => (await roomOf(caseId)).record(by, decide),
    async recheck(caseId, personId) {
      const room = await open.get(caseId)?.catch(() => undefined)
      neighbours?.judge(caseId, personId)
      await room?.recheck(personId)
    },
    close() {
      closing ??= closeAll()
      return closing
    },
  }

  /** [SYN9] Before one more room is opened than there may be, those that nobody has used for longest end. */
  async function makeSpace(): Promise<void> {
    // The room that needs the space is counted by then.
    await Promise.resolve()
    if (open.size <= base.pace.openRooms) return
    for (const opening of [...open.values()]) {
      const room = await settledRoom(opening)
      if (room?.empty === true) await room.release()
      if (open.size <= base.pace.openRooms) return
    }
    throw new Error(`All of ${base.pace.openRooms} rooms are in use.`)
  }

  async function closeAll(): Promise<void> {
    const rooms = await Promise.allSettled(open.values())
    await Promise.all(rooms.map((room) => (room.status === 'fulfilled' ? room.value.shutdown() : undefined)))
    neighbours?.close()
  }
}

/** A room that is open already; one that is still opening is not waited for. */
function settledRoom(opening: Promise<Room>): Promise<Room | undefined> {
  return Promise.race([opening.catch(() => undefined), Promise.resolve().then(() => undefined)])
}

/** [SYN7] So many windows of one person, or so many people, that one more would be at the cost of the others. */
export class TooMany extends Error {
  constructor(caseId: string) {
    super(`Case ${caseId} is open too often.`)
  }
}
