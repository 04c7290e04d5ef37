import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { replicaHash } from '@/lib/wire/replica-hash'
import { loadCase } from '@/server/sync/load-case'
import { numbers, reader, typing, Writer } from '../../support/killing'
import { postgresFolder, startPostgres, type TestPostgres } from '../../support/postgres'
import { type Node, openNode } from '../../support/postgres-houses'
import { CASE, until } from '../../support/sync-house'

describe.skipIf(!postgresFolder)('Postgres goes away and comes back', () => {
  let postgres: TestPostgres
  let nodes: Node[]

  beforeAll(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    postgres = await startPostgres()
    const database = await postgres.database()
    nodes = [await openNode(database), await openNode(database)]
  }, 120_000)
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()))
    await postgres.stop()
  })

  it('[SYN11] [SYN1] everybody keeps typing, is told, and is saved when it is back, without a reload', {
    timeout: 100_000,
  }, async () => {
    const writers = ['ann', 'hal'].map((id, n) => new Writer(id, nodes[n] as Node))
    await until(() => writers.every(({ room }) => room.role.get().canEdit))
    const stop = typing(writers)
    for (let round = 0; round < 2; round++) {
      await until(() => writers.every(({ saved, typed }) => saved > 0 && saved >= typed - 40))
      await postgres.fail()
      const promised = writers.map(({ saved }) => saved)
      await until(() => writers.every(({ room }) => room.status.get().kind === 'offline'))
      const before = writers.map(({ typed }) => typed)
      await until(() => writers.every(({ typed }, i) => typed > (before[i] ?? 0) + 20))
      for (const [i, { saved }] of writers.entries()) expect(saved).toBe(promised[i])
      await postgres.recover()
      await until(() => writers.every(({ saved }, i) => saved > (before[i] ?? 0)))
    }
    stop()
    await until(() => writers.every(({ room }) => room.status.get().kind === 'saved'))
    await until(() => new Set(writers.map(({ room }) => replicaHash(room.doc))).size === 1)
    const { doc } = await loadCase((nodes[0] as Node).store, CASE)
    const fresh = reader(nodes[1] as Node)
    await until(() => fresh.room.synced.get() && replicaHash(fresh.room.doc) === replicaHash(doc))
    for (const writer of writers) expect(writer.textIn(fresh.room)).toBe(numbers(writer.typed))
    for (const { release } of [...writers, fresh]) release()
  })
})
