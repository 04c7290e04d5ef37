import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { replicaHash } from '@/lib/wire/replica-hash'
import { freshDataDir, removeDataDir } from '../../support/dataDir'
import { bundleKillable, freePort, Killable, numbers, reader, typing, Writer } from '../../support/killing'
import { LONG, rounds } from '../../support/long'
import { until } from '../../support/sync-house'

const ROUNDS = rounds(2, 100)
const PEOPLE = LONG ? Array.from({ length: 20 }, (_, n) => `w${n}`) : ['ann', 'ben', 'hal', 'ida']

let folder = ''
let bundle: Awaited<ReturnType<typeof bundleKillable>>
let server: Killable
let port = 0

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  bundle = await bundleKillable()
  folder = await freshDataDir()
  port = await freePort()
  server = new Killable(bundle.file, [folder, String(port)])
}, 120_000)

afterAll(async () => {
  await server.kill()
  removeDataDir(folder)
  bundle.remove()
})

describe('a server that is killed while people type', () => {
  it(`[SYN1] [SYN11] ${ROUNDS} times under ${PEOPLE.length} writers: nothing called saved is lost, nobody has to reload`, {
    timeout: LONG ? 7_200_000 : 100_000,
  }, async () => {
    await server.start()
    const where = { url: `ws://127.0.0.1:${port}/sync`, origin: `http://127.0.0.1:${port}` }
    const writers = PEOPLE.map((id) => new Writer(id, where))
    await until(() => writers.every(({ room }) => room.role.get().canEdit))
    const stop = typing(writers, LONG ? 2 : 8)

    for (let round = 0; round < ROUNDS; round++) {
      const before = writers.map(({ typed }) => typed)
      const more = LONG ? 8 : 30
      await until(() =>
        writers.every(({ typed, saved }, i) => typed > (before[i] ?? 0) + more && saved > (before[i] ?? 0)),
      )
      await server.kill()
      const promised = writers.map(({ saved }) => saved)
      await until(() => writers.every(({ room }) => room.status.get().kind === 'offline'))
      await server.start()
      const fresh = reader(where)
      await until(() => fresh.room.synced.get())
      for (const [i, writer] of writers.entries()) {
        const kept = writer.textIn(fresh.room)
        expect(kept.startsWith(numbers(promised[i] ?? 0)), `${writer.id} after round ${round}`).toBe(true)
      }
      fresh.release()
      if (LONG && round % 10 === 9) console.info(`${round + 1} rounds, ${writers[0]?.typed} numbers each`)
    }

    stop()
    await until(() => writers.every(({ room }) => room.status.get().kind === 'saved'))
    for (const writer of writers) expect(writer.textIn(writer.room)).toBe(numbers(writer.typed))
    const hashes = () => new Set(writers.map(({ room }) => replicaHash(room.doc)))
    await until(() => hashes().size === 1)
    for (const { release } of writers) release()
  })
})
