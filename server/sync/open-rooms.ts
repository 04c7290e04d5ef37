import type { Runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import type { Signals } from '../store/signals'
import { createRooms, type SocketRooms } from './create-rooms'

/**
 * The rooms of a running server, kept in its store.
 * @param signals  where other processes may work on the same store
 */
export function openRooms({ db, clock, serviceKey, log }: Omit<Runtime, 'rooms'>, signals?: Signals): SocketRooms {
  const store = createRoomStore(db, signals !== undefined)
  return createRooms({ store, clock, serviceKey, log, ...(signals === undefined ? {} : { signals }) })
}
