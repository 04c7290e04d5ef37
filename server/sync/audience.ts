import type { CloseReason } from '@/lib/wire/close-codes'
import { type AwarenessEntry, awarenessFrame, controlFrame, ledgerFrame } from '@/lib/wire/frames'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { LIMITS } from '@/lib/wire/limits'
import type { Connection } from './connection'
import { isHere, Presence } from './presence'
import type { RoomDeps } from './room-deps'

/** What a greeting says about the case. */
export interface CaseFacts {
  readonly seq: number
  readonly epoch: number
  readonly schema: number
}

/** So many are told at once, and each more of them costs the next batch so many milliseconds. */
const FREE_LISTENERS = 25
const MS_PER_LISTENER = 0.05

/**
 * After a batch was told to so many, the next one waits for so many milliseconds, in which it grows: a room of 200 tells
 * 100 times in a second at most, or its clients would be busy with frames. Nobody waits who is the first to edit for a
 * while.
 */
export function breathAfter(listeners: number): number {
  return Math.max(0, Math.floor((listeners - FREE_LISTENERS) * MS_PER_LISTENER))
}

/** The connections of a room: who they are, what they see of each other, and what they are told. */
export class Audience {
  readonly connections = new Set<Connection>()
  private readonly presence: Presence
  /** Connections that have yet to be told who is here. */
  private readonly newcomers = new Set<Connection>()
  private stopWindow: (() => void) | undefined
  private closed = false

  /** @param ownerOf whose a Yjs client id is, by the log */
  constructor(
    private readonly deps: Pick<RoomDeps, 'clock' | 'timers' | 'pace'>,
    ownerOf: (clientId: number) => string | undefined,
    /** Passes on to other processes what changed about people who are connected here. */
    private readonly tellElsewhere: (entries: readonly AwarenessEntry[]) => void,
  ) {
    this.presence = new Presence(() => Date.parse(deps.clock()), ownerOf)
  }

  get empty(): boolean {
    return this.connections.size === 0
  }

  leave(connection: Connection): void {
    connection.closed = true
    if (!this.connections.delete(connection)) return
    this.newcomers.delete(connection)
    this.presence.leave(connection)
    this.openWindow()
  }

  expel(connection: Connection, reason: CloseReason): void {
    connection.expel(reason)
    this.leave(connection)
  }

  /** Says who the connection is here: first of all, and again when that changed. */
  greet(connection: Connection, { seq, epoch, schema }: CaseFacts): void {
    const { expires } = connection.admission
    connection.send(
      controlFrame({
        type: 'hello',
        role: connection.canEdit ? 'edit' : 'read',
        epoch,
        seq,
        schema,
        limits: { frame: LIMITS.frame, awareness: LIMITS.awareness, text: LIMITS.text },
        ...(expires === undefined ? {} : { expires }),
      }),
    )
  }

  /** To everybody who follows the document. @returns how many that are */
  tell(frame: Uint8Array, except?: object): number {
    let told = 0
    // As the socket library wants it, once for all of them.
    const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength)
    for (const connection of this.connections) {
      if (!connection.follows || connection === except) continue
      connection.send(bytes)
      told += 1
    }
    return told
  }

  /** [SYN5] To everybody what of these entries they may read and do not have. */
  feedAll(entries: readonly LedgerEntry[]): void {
    for (const connection of this.connections) if (connection.joined) this.feed(connection, entries)
  }

  feed(connection: Connection, entries: readonly LedgerEntry[]): void {
    const unsent = connection.unsent(entries)
    if (unsent.length > 0) connection.send(ledgerFrame(unsent))
  }

  /** A presence message. */
  hear(connection: Connection, update: Uint8Array): void {
    connection.presenceHeard()
    this.openWindow()
    const result = this.presence.receive(connection, connection.by, update)
    if (result === 'malformed' || result === 'too-large') this.expel(connection, result)
  }

  /** [SYN10] Who another process has. */
  hearElsewhere(node: string, entries: readonly AwarenessEntry[]): void {
    this.presence.hearElsewhere(node, entries)
    this.openWindow()
  }

  leaveElsewhere(node: string): void {
    this.presence.leaveElsewhere(node)
    this.openWindow()
  }

  /** The people who are connected to this process. */
  here(): AwarenessEntry[] {
    return this.presence.here()
  }

  /** Tells a connection about everybody who is here, with the next window of presence. */
  introduce(connection: Connection): void {
    this.newcomers.add(connection)
    this.openWindow()
  }

  /** Says nothing any more on its own. */
  close(): void {
    this.closed = true
    this.stopWindow?.()
  }

  /** Closes everybody for a restart, spread over a while so that they do not come back all at once. [SYN11] */
  async dismiss(): Promise<void> {
    const { timers, pace } = this.deps
    const all = [...this.connections]
    const step = all.length === 0 ? 0 : pace.shutdownSpreadMs / all.length
    for (const connection of all) {
      if (step > 0) await new Promise<void>((resolve) => void timers.after(step, resolve))
      this.expel(connection, 'restarting')
    }
  }

  private openWindow(): void {
    if (this.closed) return
    this.stopWindow ??= this.deps.timers.after(this.deps.pace.presenceMs, () => this.tellPresence())
  }

  private tellPresence(): void {
    this.stopWindow = undefined
    const changes = this.presence.takeChanges()
    const all = changes.size === 0 ? undefined : awarenessFrame([...changes.values()])
    this.tellElsewhere([...changes].filter(([of]) => isHere(of)).map(entryOf))
    for (const connection of this.connections) {
      connection.presenceTold()
      if (!connection.joined) continue
      if (this.newcomers.delete(connection)) show(connection, this.presence.others(connection))
      else if (changes.has(connection)) show(connection, [...changes].filter(([of]) => of !== connection).map(entryOf))
      else if (all !== undefined) connection.send(all)
    }
  }
}

const entryOf = ([, entry]: readonly [object, AwarenessEntry]) => entry

function show(connection: Connection, entries: readonly AwarenessEntry[]): void {
  if (entries.length > 0) connection.send(awarenessFrame(entries))
}
