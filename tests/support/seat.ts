import { NO_HEADS } from '@/lib/wire/ledger'
import { Connection } from '@/server/sync/connection'
import type { SocketRooms } from '@/server/sync/create-rooms'
import type { Room } from '@/server/sync/room'
import { author, CASE } from './sync-house'

/** A connection without a network: what the server does to a socket can be seen, and nothing has to be waited for. */
export class Seat {
  readonly heard: Uint8Array[] = []
  closed: number | undefined
  paused = false
  pauses = 0
  /** Bytes that the network has not taken. */
  buffered = 0
  readonly connection: Connection
  private room: Room | undefined

  constructor(person: string, canEdit = true) {
    const seat = this
    this.connection = new Connection(
      {
        send: (bytes) => void this.heard.push(bytes),
        close: (code) => {
          this.closed = code
        },
        pause: () => {
          this.paused = true
          this.pauses += 1
        },
        resume: () => {
          this.paused = false
        },
        get buffered() {
          return seat.buffered
        },
      },
      { by: author(person), canEdit, heads: NO_HEADS, judge: async () => ({ ok: true, by: author(person), canEdit }) },
    )
  }

  async join(rooms: SocketRooms, caseId = CASE): Promise<this> {
    this.room = await rooms.join(caseId, this.connection)
    return this
  }

  send(bytes: Uint8Array): void {
    this.room?.receive(this.connection, bytes)
  }

  leave(): void {
    this.room?.leave(this.connection)
  }

  ofType(type: number): Uint8Array[] {
    return this.heard.filter((frame) => frame[0] === type)
  }
}
