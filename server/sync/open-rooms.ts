import type { Runtime } from '../runtime'
import type { Store } from '../store/db'
import { createRoomStore, type RoomStore } from '../store/room-store'
import { createRooms, type SocketRooms } from './create-rooms'

/**
 * The rooms of a running server, kept in its store.
 * @param how    its way for commits, and its line to other processes where some may work on it
 * @param watch  the store as it is to be used, such as one that counts
 */
export function openRooms(
  { db, clock, serviceKey, log }: Omit<Runtime, 'rooms'>,
  how: Pick<Store, 'lane' | 'signals'>,
  watch: (store: RoomStore) => RoomStore = (store) => store,
): SocketRooms {
  const { lane, signals } = how
  const store = watch(createRoomStore(db, signals !== undefined, lane))
  return createRooms({ store, clock, serviceKey, log, ...(signals === undefined ? {} : { signals }) })
}
