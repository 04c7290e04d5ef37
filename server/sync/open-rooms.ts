import type { Runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import { createRooms, type SocketRooms } from './create-rooms'

/** The rooms of a running server, kept in its store. */
export function openRooms({ db, clock, serviceKey, log }: Omit<Runtime, 'rooms'>): SocketRooms {
  return createRooms({ store: createRoomStore(db), clock, serviceKey, log })
}
