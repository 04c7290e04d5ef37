import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { replicaHash } from '@/lib/wire/replica-hash'
import { openBalancer } from '../../support/balancer'
import { bundleKillable, freePort, Killable, numbers, reader, typing, Writer } from '../../support/killing'
import { LONG, rounds } from '../../support/long'
import { postgresFolder, startPostgres, type TestPostgres } from '../../support/postgres'
import { until } from '../../support/sync-house'

const ROUNDS = rounds(3, 100)
const PEOPLE = LONG ? Array.from({ length: 20 }, (_, n) => `w${n}`) : ['ann', 'ben', 'hal', 'ida']

describe.skipIf(!postgresFolder)('two server processes on one Postgres, one of which is killed', () => {
  let postgres: TestPostgres
  let bundle: Awaited<ReturnType<typeof bundleKillable>>
  let balancer: Awaited<ReturnType<typeof openBalancer>>
  let nodes: Killable[]

  beforeAll(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    postgres = await startPostgres()
    bundle = await bundleKillable()
    const ports = [await freePort(), await freePort()]
    balancer = await openBalancer(ports)
    const database = await postgres.database()
    nodes = ports.map(
      (port) => new Killable(bundle.file, [database, String(port), `http://127.0.0.1:${balancer.port}`]),
    )
    for (const node of nodes) await node.start()
  }, 120_000)
  afterAll(async () => {
    for (const node of nodes) await node.kill()
    balancer.close()
    bundle.remove()
    await postgres.stop()
  })

  it(`[SYN10] [SYN1] ${ROUNDS} times under ${PEOPLE.length} writers: its people move, nothing called saved is lost, all are equal`, {
    timeout: LONG ? 7_200_000 : 100_000,
  }, async () => {
    const where = { url: `ws://127.0.0.1:${balancer.port}/sync`, origin: `http://127.0.0.1:${balancer.port}` }
    const writers = PEOPLE.map((id) => new Writer(id, where))
    await until(() => writers.every(({ room }) => room.role.get().canEdit))
    const stop = typing(writers, LONG ? 2 : 8)

    for (let round = 0; round < ROUNDS; round++) {
      const before = writers.map(({ typed }) => typed)
      await until(() =>
        writers.every(({ typed, saved }, i) => typed > (before[i] ?? 0) + 8 && saved > (before[i] ?? 0)),
      )
      const victim = nodes[round % nodes.length]
      await victim?.kill()
      const promised = writers.map(({ saved, typed }) => ({ saved, typed }))
      // The other one goes on alone, and everybody is saved there.
      await until(() => writers.every(({ saved }, i) => saved > (promised[i]?.typed ?? 0)))
      const fresh = reader(where)
      await until(() => fresh.room.synced.get())
      for (const [i, writer] of writers.entries()) {
        const kept = writer.textIn(fresh.room)
        expect(kept.startsWith(numbers(promised[i]?.saved ?? 0)), `${writer.id} after round ${round}`).toBe(true)
      }
      fresh.release()
      await victim?.start()
      if (LONG && round % 10 === 9) console.info(`${round + 1} rounds, ${writers[0]?.typed} numbers each`)
    }

    stop()
    await until(() => writers.every(({ room }) => room.status.get().kind === 'saved'))
    await until(() => new Set(writers.map(({ room }) => replicaHash(room.doc))).size === 1)
    for (const writer of writers) expect(writer.textIn(writer.room)).toBe(numbers(writer.typed))
    for (const { release } of writers) release()
  })
})
