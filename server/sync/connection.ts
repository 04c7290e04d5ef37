import { CLOSE_CODES, type CloseReason } from '@/lib/wire/close-codes'
import { controlFrame } from '@/lib/wire/frames'
import { type Chain, type LedgerEntry, type LedgerHeads, readableChains } from '@/lib/wire/ledger'
import { countClosing } from '../metrics/closings'
import type { Author } from './rooms'

/** A socket as the room sees it. */
export interface Socket {
  send(bytes: Uint8Array): void
  close(code: number, sentence: string): void
  /** Stops and resumes reading, so that a flood waits in the sender's own buffers. */
  pause(): void
  resume(): void
  /** Bytes written and not yet taken by the network. */
  readonly buffered: number
}

/** What the policy says about a connection now. */
export type Verdict =
  | { readonly ok: true; readonly by: Author; readonly canEdit: boolean }
  | { readonly ok: false; readonly close: CloseReason }

export interface Admission {
  readonly by: Author
  readonly canEdit: boolean
  /** Ledger entries the client holds already. */
  readonly heads: LedgerHeads
  /** When the session ends, ISO 8601. */
  readonly expires?: string
  /** The epoch of the case as the store had it at the door. */
  readonly epoch?: number
  /** Asks the session and the policy again [SYN5]. */
  readonly judge: () => Promise<Verdict>
}

/** Bytes a client that reads too slowly may have waiting before it is told to come back. */
const SLOW_CONSUMER = 16 * 1024 * 1024
/**
 * Bytes and messages of one connection that wait for the room, and presence messages between two times that presence is
 * told, before its socket is no longer read. Nothing is dropped.
 */
const FLOOD = { bytes: 1024 * 1024, messages: 256, presence: 32 }

/** One socket in one room. Keyed by itself, never by a tab or a client id: a late close ends nobody else's session. */
export class Connection {
  by: Author
  canEdit: boolean
  /** It has been greeted: it is told about people and the ledger. */
  joined = false
  /** It has been sent the committed state it asked for, and is told every commit from then on. */
  follows = false
  /** Its SyncStep2 has been taken: from here on a gap is a violation. */
  synced = false
  closed = false
  /** Closed by the server for a reason: what it sent and is not yet taken is dropped. */
  expelled = false
  /** Barriers that wait for its SyncStep2. */
  readonly held: number[] = []
  private readonly heads: Record<Chain, number>
  private waiting = { bytes: 0, messages: 0 }
  private heard = 0
  private savedAt = 0
  private paused = false

  constructor(
    private readonly socket: Socket,
    readonly admission: Admission,
  ) {
    this.by = admission.by
    this.canEdit = admission.canEdit
    this.heads = { ...admission.heads }
  }

  send(bytes: Uint8Array): void {
    if (this.closed) return
    this.socket.send(bytes)
    if (this.socket.buffered > SLOW_CONSUMER) this.expel('unavailable')
  }

  /** [SYN1] What it sent is committed. Said once for all that one commit took. */
  saved(seq: number): void {
    if (seq > this.savedAt) this.send(controlFrame({ type: 'saved', seq }))
    this.savedAt = seq
  }

  /** [WIRE2] Closes with the code and sentence of the table. */
  expel(reason: CloseReason): void {
    if (this.closed) return
    this.closed = true
    this.expelled = true
    countClosing(reason)
    const { code, sentence } = CLOSE_CODES[reason]
    this.socket.close(code, sentence)
  }

  /** A message of this size waits for the room. */
  queued(bytes: number): void {
    this.waiting.bytes += bytes
    this.waiting.messages += 1
    this.throttle()
  }

  taken(bytes: number): void {
    this.waiting.bytes -= bytes
    this.waiting.messages -= 1
    this.throttle()
  }

  /** A presence message came. */
  presenceHeard(): void {
    this.heard += 1
    this.throttle()
  }

  /** Presence was told to everybody. */
  presenceTold(): void {
    this.heard = 0
    this.throttle()
  }

  /** [SYN7] Reads no further while too much waits, and goes on when half of it is done. */
  private throttle(): void {
    if (this.closed) return
    const { bytes, messages } = this.waiting
    const load = Math.max(bytes / FLOOD.bytes, messages / FLOOD.messages, this.heard / FLOOD.presence)
    if (!this.paused && load >= 1) {
      this.paused = true
      this.socket.pause()
    } else if (this.paused && load <= 0.5) {
      this.paused = false
      this.socket.resume()
    }
  }

  /** [SYN5] The entries that this reader may see and has not been sent; they count as sent. */
  unsent(entries: readonly LedgerEntry[]): LedgerEntry[] {
    const chains = readableChains(this.by.side)
    const fresh = entries.filter((entry) => chains.includes(entry.chain) && entry.seq > this.heads[entry.chain])
    for (const entry of fresh) this.heads[entry.chain] = Math.max(this.heads[entry.chain], entry.seq)
    return fresh
  }
}
