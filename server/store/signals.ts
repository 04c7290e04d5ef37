import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Log } from '../log'
import { CHANNEL } from './signal'

export interface SignalListener {
  heard(text: string): void
  /** The line was down for a while: whatever was said meanwhile is lost. */
  restored(): void
}

/** The line between the processes on one store. Best effort: nothing may depend on a signal arriving. */
export interface Signals {
  /** This process among the others. */
  readonly node: string
  /** @param text below 8000 bytes, heard by everybody, the sender included */
  send(text: string): void
  listen(listener: SignalListener): void
  close(): Promise<void>
}

/** The lock that every server of a database shares. */
export const RUNNING_SERVERS = 6_051_903

const LONGEST_WAIT_MS = 5_000

/** Signals that wait for a slow line; what comes on top is dropped. */
const MOST_WAITING = 1_000

/**
 * Signals over NOTIFY, on one connection of their own that is opened anew whenever it breaks.
 * @param url  as for `openPostgres`
 */
export function openSignals(url: string, log: Log): Signals {
  const listeners = new Set<SignalListener>()
  let client: pg.Client | undefined
  let closed = false
  let failures = 0
  let sending: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let retry: NodeJS.Timeout | undefined

  const lost = (broken: pg.Client, cause: unknown) => {
    if (broken.listenerCount('notification') === 0) return
    broken.removeAllListeners('notification')
    if (client === broken) client = undefined
    void broken.end().catch(() => {})
    if (closed) return
    log.warn('signals.connection-lost', { cause: cause instanceof Error ? cause.message : String(cause) })
    retry = setTimeout(() => void connect(), Math.min(100 * 2 ** failures++, LONGEST_WAIT_MS))
  }

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000 })
    fresh.on('notification', ({ payload = '' }) => {
      for (const listener of listeners) listener.heard(payload)
    })
    fresh.on('error', (error) => lost(fresh, error))
    fresh.on('end', () => lost(fresh, 'ended'))
    try {
      await fresh.connect()
      await fresh.query(`listen ${CHANNEL}`)
      // Held as long as this process is connected: nobody restores a backup under it.
      await fresh.query(`select pg_advisory_lock_shared(${RUNNING_SERVERS})`)
    } catch (error) {
      lost(fresh, error)
      return
    }
    if (closed) return void fresh.end().catch(() => {})
    client = fresh
    failures = 0
    for (const listener of listeners) listener.restored()
  }
  const opening = connect()

  return {
    node: randomBytes(8).toString('hex'),
    send(text) {
      if (waiting >= MOST_WAITING) return
      waiting += 1
      const say = () => {
        waiting -= 1
        return client?.query('select pg_notify($1, $2)', [CHANNEL, text])
      }
      // A line that is down says nothing; whoever listens is told, when it is up again, that something may be missing.
      sending = sending.then(say).catch(() => {})
    },
    listen: (listener) => void listeners.add(listener),
    async close() {
      closed = true
      clearTimeout(retry)
      await opening
      await sending
      listeners.clear()
      await client?.end().catch(() => {})
    },
  }
}
