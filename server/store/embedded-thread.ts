import { join } from 'node:path'
import { Duplex } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { projectRoot } from '../root'
import { bindMessage } from './bind-message'
import type { CommitLane } from './db'

/** The thread that the embedded store runs on. */
export interface EmbeddedThread {
  /** A connection that speaks the Postgres protocol. There is one at a time: a new one takes the place of the last. */
  connect(): Duplex
  /** Beside that connection, and never inside a transaction of it. */
  readonly commit: CommitLane
  /** Why the thread is over, once it is: it was closed, or the store has given up. */
  readonly ended: Promise<Error>
  /** Closes the store and ends the thread. */
  close(): Promise<void>
}

type Message =
  | 'ready'
  | { readonly connection: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly commit: number; readonly rows: number }
  | { readonly commit: number; readonly refused: string; readonly code: string }

interface Asked {
  readonly resolve: (rows: number) => void
  readonly reject: (why: Error) => void
}

/**
 * Opens the store that lies in `folder`, on a thread of its own.
 * @param disk  URL of a module whose `fsync` does each flush, for tests that watch a disk or have a slow one
 * @throws what keeps the store from opening
 */
export async function startEmbeddedThread(folder: string, disk?: string): Promise<EmbeddedThread> {
  const worker = new Worker(join(projectRoot(), 'server/store/embedded-worker.mjs'), { workerData: { folder, disk } })
  let over: Error | undefined
  let latest: Line | undefined
  let connections = 0
  let commits = 0
  const asked = new Map<number, Asked>()
  let tellEnded = (_why: Error) => {}
  const ended = new Promise<Error>((resolve) => {
    tellEnded = resolve
  })
  await new Promise<void>((resolve, reject) => {
    const end = (why: Error) => {
      over ??= why
      latest?.destroy(over)
      for (const one of asked.values()) one.reject(over)
      asked.clear()
      reject(over)
      tellEnded(over)
    }
    worker.on('error', end)
    worker.on('exit', () => end(new Error('The embedded store has ended. Restart the server.')))
    worker.on('message', (message: Message) => {
      if (message === 'ready') resolve()
      else if ('commit' in message) {
        const one = asked.get(message.commit)
        asked.delete(message.commit)
        if ('rows' in message) one?.resolve(message.rows)
        else one?.reject(Object.assign(new Error(message.refused), { code: message.code }))
      }
      // What is said to a connection that was given up is nobody's.
      else if (message.connection === connections) latest?.push(message.bytes)
    })
  })
  return {
    ended,
    connect() {
      const connection = ++connections
      latest = new Line(
        (bytes) => worker.postMessage({ connection, bytes }, [bytes.buffer]),
        () => over,
        () => worker.postMessage({ ended: connection }),
      )
      return latest
    },
    commit(statement) {
      if (over !== undefined) return Promise.reject(over)
      const commit = ++commits
      const { text, values } = statement
      // The session is the connection's too, which may have prepared the same under its own name.
      const name = `lane-${statement.name}`
      const bind = bindMessage({ name, values })
      worker.postMessage({ commit, name, text, bind }, [bind.buffer])
      return new Promise((resolve, reject) => asked.set(commit, { resolve, reject }))
    },
    async close() {
      if (over !== undefined) return
      const ended = new Promise((resolve) => worker.once('exit', resolve))
      worker.postMessage('close')
      await ended
    },
  }
}

/** A connection to a store that is not open now. */
export function deadLine(why: Error): Duplex {
  return new Line(
    () => {},
    () => why,
    () => {},
  )
}

/** As much of a network socket as the Postgres driver uses. What it writes at once arrives at once. */
class Line extends Duplex {
  constructor(
    private readonly tell: (bytes: Uint8Array<ArrayBuffer>) => void,
    private readonly over: () => Error | undefined,
    private readonly ended: () => void,
  ) {
    super()
  }

  connect(): void {
    process.nextTick(() => {
      const why = this.over()
      if (why === undefined) this.emit('connect')
      else this.destroy(why)
    })
  }

  setNoDelay(): void {}
  setKeepAlive(): void {}
  ref(): void {}
  unref(): void {}

  override _read(): void {}

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: () => void): void {
    this.tell(Uint8Array.from(chunk))
    done()
  }

  override _writev(chunks: readonly { chunk: Uint8Array }[], done: () => void): void {
    const bytes = new Uint8Array(chunks.reduce((sum, { chunk }) => sum + chunk.length, 0))
    let at = 0
    for (const { chunk } of chunks) {
      bytes.set(chunk, at)
      at += chunk.length
    }
    this.tell(bytes)
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.ended()
    done(error)
  }

  override _final(done: () => void): void {
    done()
    this.push(null)
  }
}
