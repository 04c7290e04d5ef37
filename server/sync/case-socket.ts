import { WebSocket } from 'ws'
import { CLOSE_CODES } from '@/lib/wire/close-codes'

/** How the socket library closes what breaks the protocol itself, and our row for it. */
const OWN_CODES: ReadonlyMap<number, keyof typeof CLOSE_CODES> = new Map([
  [1002, 'malformed'],
  [1003, 'malformed'],
  [1007, 'malformed'],
  [1008, 'malformed'],
  [1009, 'too-large'],
])

/** [WIRE2] A socket that closes with our own codes even where the library finds the fault before we see a message. */
export class CaseSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    const own = code === undefined ? undefined : OWN_CODES.get(code)
    if (own === undefined) super.close(code, reason)
    else super.close(CLOSE_CODES[own].code, CLOSE_CODES[own].sentence)
  }
}
