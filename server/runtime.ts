import type { Env } from './env'
import type { FileStore } from './files/file-store'
import type { Log } from './log'
import type { Mailer } from './mail/mailer'
import type { Db } from './store/db'
import type { Rooms } from './sync/rooms'

/** What a running server has: built once by main.ts, read by routes, sockets and commands. */
export interface Runtime {
  readonly env: Env
  readonly db: Db
  /** The bytes of evidence files. */
  readonly files: FileStore
  readonly rooms: Rooms
  /** Absent where no mail server is set. */
  readonly mail?: Mailer
  /** Server time: ISO 8601, UTC, milliseconds. */
  readonly clock: () => string
  /** A new random id. */
  readonly ids: () => string
  /** Ed25519 key that seals the ledger and signs for people who sign by password. */
  readonly serviceKey: { readonly publicKeyHex: string; sign(bytes: Uint8Array): Uint8Array }
  /** Signs session cookies. */
  readonly authSecret: string
  /** Demo people exist and their password is shown on the sign-in page. */
  readonly demo: boolean
  /** Resolves when the store answers. */
  readonly ping: () => Promise<void>
  /** The process is being stopped: nobody new should be sent to it. */
  readonly draining: () => boolean
  readonly log: Log
}

// The server's bundle and Next's bundle each hold a copy of this file; the symbol makes them meet in one object.
const KEY = Symbol.for('accord.runtime')
const holder = globalThis as { [KEY]?: Runtime }

/** @throws before the server has started, for instance while pages are being built */
export function runtime(): Runtime {
  const current = holder[KEY]
  if (!current) throw new Error('The server is not running: start it with npm start or npm run dev.')
  return current
}

/** For main.ts and for tests that build a runtime of their own. */
export function setRuntime(value: Runtime | undefined): void {
  holder[KEY] = value
}
