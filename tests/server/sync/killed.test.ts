import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { acquireRoom, type CaseRoom, type Me } from '@/components/workspace/room'
import { textOf } from '@/lib/case/ydoc'
import { replicaHash } from '@/lib/wire/replica-hash'
import { freshDataDir, removeDataDir } from '../../support/dataDir'
import { CASE, personSocket, until } from '../../support/sync-house'

let folder = ''
// Inside the project, so that the bundle finds its packages.
const bundle = join(process.cwd(), 'node_modules/.cache/accord-tests', `killable-${process.pid}.mjs`)
let port = 0
let child: ChildProcess | undefined

async function start(): Promise<void> {
  const started = spawn(process.execPath, [bundle, folder, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child = started
  await new Promise<void>((resolve, reject) => {
    started.stdout?.once('data', () => resolve())
    started.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
  })
}

/** Like a power switch: no signal handler, no flush. */
async function kill(): Promise<void> {
  const gone = new Promise((resolve) => child?.once('exit', resolve))
  child?.kill('SIGKILL')
  await gone
}

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await build({
    entryPoints: ['tests/support/killable-server.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: bundle,
    alias: { '@': process.cwd() },
    logLevel: 'error',
  })
  folder = await freshDataDir()
  port = await freePort()
}, 120_000)

afterAll(async () => {
  child?.kill('SIGKILL')
  removeDataDir(folder)
  rmSync(bundle, { force: true })
})

describe('a server that is killed while four people type', () => {
  it('[SYN1] [SYN11] has lost nothing it called saved, and everybody goes on without a reload', {
    timeout: 100_000,
  }, async () => {
    await start()
    const where = { url: `ws://127.0.0.1:${port}/sync`, origin: `http://127.0.0.1:${port}` }
    const writers = ['ann', 'ben', 'hal', 'ida'].map((id) => {
      const me: Me = { id, name: id, email: `${id}@example`, rights: ['read', 'edit'] }
      const { room, release } = acquireRoom(CASE, me, {
        url: where.url,
        WebSocketPolyfill: personSocket(id, where.origin),
      })
      return { id, room, release, typed: 0, saved: 0 }
    })
    await until(() => writers.every(({ room }) => room.role.get().canEdit))
    // In bursts, as people type: in the pauses "Saved" can be said.
    const typing = setInterval(() => {
      for (const writer of writers) {
        const text = textOf(writer.room.doc, writer.id, 'statement')
        for (let key = 0; key < 8 && text.length < 90_000; key++) text.insert(text.length, `${writer.typed++};`)
      }
    }, 300)
    for (const writer of writers) {
      writer.room.status.subscribe(() => {
        if (writer.room.status.get().kind === 'saved') writer.saved = writer.typed
      })
    }

    for (let round = 0; round < 2; round++) {
      const before = writers.map(({ typed }) => typed)
      await until(() =>
        writers.every(({ typed, saved }, i) => typed > (before[i] ?? 0) + 30 && saved > (before[i] ?? 0)),
      )
      await kill()
      const promised = writers.map(({ saved }) => saved)
      await until(() => writers.every(({ room }) => room.status.get().kind === 'offline'))
      await start()
      // Somebody who has nothing of their own sees only what the store has.
      const fresh = reader(where)
      await until(() => fresh.room.synced.get())
      for (const [i, writer] of writers.entries()) {
        const kept = textOf(fresh.room.doc, writer.id, 'statement').toString()
        expect(kept.startsWith(numbers(promised[i] ?? 0)), `${writer.id} after round ${round}`).toBe(true)
      }
      fresh.release()
    }

    clearInterval(typing)
    await until(() => writers.every(({ room }) => room.status.get().kind === 'saved'))
    for (const { id, room, typed } of writers) expect(textOf(room.doc, id, 'statement').toString()).toBe(numbers(typed))
    const hashes = () => new Set(writers.map(({ room }) => replicaHash(room.doc)))
    await until(() => hashes().size === 1)
    for (const { release } of writers) release()
  })
})

function reader(where: { url: string; origin: string }): { room: CaseRoom; release(): void } {
  const me: Me = { id: `sam`, name: 'sam', email: 'sam@example', rights: ['read'] }
  return acquireRoom(CASE, me, { url: where.url, WebSocketPolyfill: personSocket('sam', where.origin) })
}

function numbers(count: number): string {
  return Array.from({ length: count }, (_, n) => `${n};`).join('')
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
