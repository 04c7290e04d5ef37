import { type AwarenessEntry, readAwareness } from '@/lib/wire/frames'
import { LIMITS } from '@/lib/wire/limits'
import type { Author } from './rooms'

/** What a presence message did. `refused` closes the connection; strangers' entries in it are passed over silently. */
export type PresenceResult = 'ignored' | 'changed' | 'malformed' | 'too-large'

/** Client ids a room remembers the owner of; more than that only a hostile person makes. */
const MAX_REMEMBERED = 10_000

/** Somebody at another process, in the place of a connection. */
class Elsewhere {
  constructor(readonly node: string) {}
}

interface Shown {
  readonly clientId: number
  clock: number
  /** JSON text as the others get it. */
  state: string
}

/**
 * Who is in a room, by connection. A y-websocket client also sends back what it heard about others; of each connection
 * only its own client counts: the first it names that nobody else has. [SYN4]
 */
export class Presence {
  private readonly shown = new Map<object, Shown>()
  /** Whose client ids have been seen here, so that a late echo cannot take one over. */
  private readonly owners = new Map<number, string>()
  private readonly dirty = new Map<object, AwarenessEntry>()
  private lastClock = 0

  /**
   * @param clock   milliseconds since 1970: clocks that the server counts from it rise across restarts, so that
   *                somebody who reconnects is seen at once
   * @param ownerOf who a client id is bound to by the log
   */
  constructor(
    private readonly clock: () => number,
    private readonly ownerOf: (clientId: number) => string | undefined,
  ) {}

  /** Takes an awareness update of a connection. */
  receive(connection: object, by: Author, update: Uint8Array): PresenceResult {
    const entries = readAwareness(update)
    if (entries === undefined) return 'malformed'
    let result: PresenceResult = 'ignored'
    for (const entry of entries) {
      if (!this.isOwn(connection, by, entry)) continue
      if (Buffer.byteLength(entry.state) > LIMITS.awareness) return 'too-large'
      const state = stamped(entry.state, by)
      if (state === undefined) return 'malformed'
      this.put(connection, by, entry.clientId, state)
      result = 'changed'
    }
    return result
  }

  /** [SYN4] The connection ended: its client is gone for everybody, unless a newer connection speaks for it. */
  leave(connection: object): void {
    const shown = this.shown.get(connection)
    if (shown === undefined) return
    this.shown.delete(connection)
    this.dirty.delete(connection)
    const gone = connection instanceof Elsewhere ? new Elsewhere(connection.node) : {}
    this.dirty.set(gone, { ...shown, clock: this.tick(), state: 'null' })
  }

  /** [SYN10] What another process, which has checked and stamped it, says of people who are connected there. */
  hearElsewhere(node: string, entries: readonly AwarenessEntry[]): void {
    for (const { clientId, clock, state } of entries) {
      this.lastClock = Math.max(this.lastClock, clock)
      const [known] = [...this.shown].find(([of, shown]) => isAt(of, node) && shown.clientId === clientId) ?? []
      if (state === 'null') {
        if (known !== undefined) this.leave(known)
      } else this.put(known ?? new Elsewhere(node), nameIn(state), clientId, state)
    }
  }

  /** That process is gone, and with it whoever was connected there. */
  leaveElsewhere(node: string): void {
    for (const of of [...this.shown.keys()]) if (isAt(of, node)) this.leave(of)
  }

  /** Who is connected to this process. */
  here(): AwarenessEntry[] {
    return [...this.shown]
      .filter(([of, { state }]) => isHere(of) && state !== 'null')
      .map(([, shown]) => ({ ...shown }))
  }

  /** What changed since the last call, with the connection it is about: nobody is told about themselves. */
  takeChanges(): ReadonlyMap<object, AwarenessEntry> {
    const changes = new Map(this.dirty)
    this.dirty.clear()
    return changes
  }

  /** Everybody but this connection. */
  others(connection: object): AwarenessEntry[] {
    const own = this.shown.get(connection)?.clientId
    return [...this.shown]
      .filter(([of, shown]) => of !== connection && shown.clientId !== own && shown.state !== 'null')
      .map(([, shown]) => ({ ...shown }))
  }

  private isOwn(connection: object, by: Author, { clientId, state }: AwarenessEntry): boolean {
    const own = this.shown.get(connection)
    if (own !== undefined) return own.clientId === clientId
    if (state === 'null') return false
    const owner = this.owners.get(clientId) ?? this.ownerOf(clientId)
    return owner === undefined || owner === by.personId
  }

  private put(connection: object, by: Pick<Author, 'personId'>, clientId: number, state: string): void {
    const own = this.shown.get(connection)
    if (own === undefined) {
      // A connection that superseded a half-dead one of the same client takes its place.
      for (const [other, shown] of this.shown) if (shown.clientId === clientId) this.shown.delete(other)
    }
    if (this.owners.size < MAX_REMEMBERED) this.owners.set(clientId, by.personId)
    const shown = { clientId, clock: this.tick(), state }
    this.shown.set(connection, shown)
    this.dirty.set(connection, shown)
  }

  private tick(): number {
    this.lastClock = Math.max(this.lastClock + 1, this.clock())
    return this.lastClock
  }
}

function isAt(of: object, node: string): boolean {
  return of instanceof Elsewhere && of.node === node
}

/** Whether a change is about somebody who is, or was, connected to this process. */
export function isHere(of: object): boolean {
  return !(of instanceof Elsewhere)
}

/** Who a state is stamped with. */
function nameIn(state: string): Pick<Author, 'personId'> {
  const { user } = JSON.parse(state) as { user?: { id?: string } }
  return { personId: user?.id ?? '' }
}

/** The state with the server's word on who this is; undefined for what is not a flat enough JSON object or null. */
function stamped(text: string, by: Author): string | undefined {
  let state: unknown
  try {
    state = JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value))
  } catch {
    return undefined
  }
  if (state === null) return 'null'
  if (typeof state !== 'object' || Array.isArray(state) || depthOf(state) > LIMITS.awarenessDepth) return undefined
  const user = { id: by.personId, name: by.name, ...(by.side === undefined ? {} : { side: by.side }) }
  return JSON.stringify({ ...state, user })
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let depth = 0
  for (const part of Object.values(value)) depth = Math.max(depth, depthOf(part))
  return depth + 1
}
