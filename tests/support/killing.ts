import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { acquireRoom, type CaseRoom, type Me } from '@/components/workspace/room'
import { textOf } from '@/lib/case/ydoc'
import { CASE, personSocket } from './sync-house'

/** Server processes that can be killed like by a power switch: no signal handler, no flush. */
export class Killable {
  private child: ChildProcess | undefined

  /** @param args as `killable-server.ts` takes them */
  constructor(
    private readonly bundle: string,
    private readonly args: readonly string[],
  ) {}

  async start(): Promise<void> {
    const started = spawn(process.execPath, [this.bundle, ...this.args], { stdio: ['ignore', 'pipe', 'inherit'] })
    this.child = started
    await new Promise<void>((resolve, reject) => {
      started.stdout?.once('data', () => resolve())
      started.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
    })
  }

  async kill(): Promise<void> {
    const { child } = this
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
}

/** Bundles the server that may be killed. @returns the file, inside the project so that it finds its packages */
export async function bundleKillable(): Promise<{ file: string; remove: () => void }> {
  const file = join(process.cwd(), 'node_modules/.cache/accord-tests', `killable-${process.pid}-${Date.now()}.mjs`)
  await build({
    entryPoints: ['tests/support/killable-server.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: file,
    alias: {
      '@': process.cwd(),
      // Its files name each other without their endings, which Node alone does not follow.
      '@pandatix/js-cvss': join(process.cwd(), 'node_modules/@pandatix/js-cvss/dist/index.js'),
    },
    logLevel: 'error',
  })
  return { file, remove: () => rmSync(file, { force: true }) }
}

interface Where {
  readonly url: string
  readonly origin: string
}

/** Somebody at a real client room who types numbers into an element of their own, and remembers what was called saved. */
export class Writer {
  typed = 0
  saved = 0
  readonly room: CaseRoom
  readonly release: () => void

  constructor(
    readonly id: string,
    { url, origin }: Where,
  ) {
    const me: Me = { id, name: id, email: `${id}@example`, rights: ['read', 'edit'] }
    const held = acquireRoom(CASE, me, { url, WebSocketPolyfill: personSocket(id, origin) })
    this.room = held.room
    this.release = held.release
    this.room.status.subscribe(() => {
      if (this.room.status.get().kind === 'saved') this.saved = this.typed
    })
  }

  type(keys: number): void {
    const text = textOf(this.room.doc, this.id, 'statement')
    for (let key = 0; key < keys && text.length < 90_000; key++) text.insert(text.length, `${this.typed++};`)
  }

  /** What of this writer's work a copy of the case holds. */
  textIn(room: CaseRoom): string {
    return textOf(room.doc, this.id, 'statement').toString()
  }
}

/**
 * Everybody types in bursts, as people do: in the pauses "Saved" can be said.
 * @param keys  numbers per burst: few where the test takes long, because a text ends at 100,000 characters
 * @returns how to stop them
 */
export function typing(writers: readonly Writer[], keys = 8): () => void {
  const timer = setInterval(() => {
    for (const writer of writers) writer.type(keys)
  }, 300)
  return () => clearInterval(timer)
}

/** Somebody who has nothing of their own and sees only what the store has. */
export function reader({ url, origin }: Where): { room: CaseRoom; release(): void } {
  const me: Me = { id: 'sam', name: 'sam', email: 'sam@example', rights: ['read'] }
  return acquireRoom(CASE, me, { url, WebSocketPolyfill: personSocket('sam', origin) })
}

export function numbers(count: number): string {
  return Array.from({ length: count }, (_, n) => `${n};`).join('')
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
