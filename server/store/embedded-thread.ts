import { join } from 'node:path'
import { Duplex } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { projectRoot } from '../root'

/** The thread that the embedded store runs on. */
export interface EmbeddedThread {
  /** A connection that speaks the Postgres protocol. There is one at a time: a new one takes the place of the last. */
  connect(): Duplex
  /** Closes the store and ends the thread. */
  close(): Promise<void>
}

interface Message {
  readonly connection: number
  readonly bytes: Uint8Array<ArrayBuffer>
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
  await new Promise<void>((resolve, reject) => {
    const end = (why: Error) => {
      over ??= why
      latest?.destroy(over)
      reject(over)
    }
    worker.on('error', end)
    worker.on('exit', () => end(new Error('The embedded store has ended. Restart the server.')))
    worker.on('message', (message: 'ready' | Message) => {
      if (message === 'ready') resolve()
      // What is said to a connection that was given up is nobody's.
      else if (message.connection === connections) latest?.push(message.bytes)
    })
  })
  return {
    connect() {
      const connection = ++connections
      latest = new Line(
        (bytes) => worker.postMessage({ connection, bytes }, [bytes.buffer]),
        () => over,
      )
      return latest
    },
    async close() {
      if (over !== undefined) return
      const ended = new Promise((resolve) => worker.once('exit', resolve))
      worker.postMessage('close')
      await ended
    },
  }
}

/** As much of a network socket as the Postgres driver uses. What it writes at once arrives at once. */
class Line extends Duplex {
  constructor(
    private readonly tell: (bytes: Uint8Array<ArrayBuffer>) => void,
    private readonly over: () => Error | undefined,
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

  override _final(done: () => void): void {
    done()
    this.push(null)
  }
}
