import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { barrierFrame } from '@/lib/wire/frames'
import { replicaHash } from '@/lib/wire/replica-hash'
import type { RoomStore } from '@/server/store/room-store'
import { loadCase } from '@/server/sync/load-case'
import { MemoryRoomStore } from '../../support/memory-room-store'
import { MemorySignals } from '../../support/memory-signals'
import { postgresFolder, startPostgres, type TestPostgres } from '../../support/postgres'
import { openNode } from '../../support/postgres-houses'
import { CASE, type House, openHouse, RawClient, until } from '../../support/sync-house'

type Process = House<RoomStore>

/**
 * Two processes, and a client id that nobody has: ann takes it at one of them and hal at the other, so that his commit
 * comes into the gap that a test chooses.
 */
function story(open: () => Promise<readonly [Process, Process]>): void {
  let one: Process
  let two: Process
  const ends: (() => void)[] = []
  /** What happens before each next commit of ann's process reaches the store. */
  let gaps: (() => Promise<void>)[]

  const raw = async (at: Process, person: string) => {
    const made = new RawClient(at, person)
    ends.push(() => made.close())
    return made.settle()
  }
  const write = async (client: RawClient, doc: Y.Doc, element: string, text: string) => {
    client.change(doc, (mine) => mine.getText(`t:${element}:statement`).insert(0, text))
    client.send(barrierFrame(1))
    await until(() => client.answers().has(1))
  }
  const docOf = (client: number) => {
    const doc = new Y.Doc()
    doc.clientID = client
    return doc
  }

  beforeEach(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    gaps = []
    ;[one, two] = await open()
    const commit = one.store.commit
    one.store.commit = async (caseId, what) => {
      if (what.rows.some(({ personId }) => personId === 'ann')) await gaps.shift()?.()
      return commit(caseId, what)
    }
  })
  afterEach(async () => {
    for (const end of ends.splice(0)) end()
    await Promise.all([one.close(), two.close()])
    vi.restoreAllMocks()
  })

  const everybody = async () => ({
    ann: await raw(one, 'ann'),
    ben: await raw(one, 'ben'),
    hal: await raw(two, 'hal'),
    ida: await raw(two, 'ida'),
  })

  /** His text stands, hers is nowhere, his neighbour's is saved, and both processes hold what the log holds. */
  const settled = async (ben: RawClient) => {
    await until(() => ben.answers().has(9))
    const { doc, seq } = await loadCase(two.store, CASE)
    expect(doc.getText('t:G1:statement').toString()).toBe('')
    expect(doc.getText('t:G2:statement').toString()).toBe('his')
    expect(doc.getText('t:G3:statement').toString()).toBe('beside her')
    expect((await two.store.ownersOf(CASE, [77])).get(77)).toBe('hal')
    for (const { personId, clientIds } of await two.store.rowsAfter(CASE, 0)) {
      expect(clientIds.includes(77)).toBe(personId === 'hal')
    }
    for (const { rooms } of [one, two]) {
      let reached = 0
      // What the other process wrote comes over a connection: it must have its turn between two looks.
      for (; reached < seq; await new Promise((resolve) => setImmediate(resolve))) {
        reached = await rooms.read(CASE, (_doc, at) => at)
      }
      expect(await rooms.read(CASE, (held) => replicaHash(held))).toBe(replicaHash(doc))
    }
  }

  it('[SYN4] [SYN10] whoever is second is refused: his commit comes before hers reaches the store', async () => {
    const { ann, ben, hal } = await everybody()
    gaps = [() => write(hal, docOf(77), 'G2', 'his')]
    ann.change(docOf(77), (doc) => doc.getText('t:G1:statement').insert(0, 'hers'))
    ben.change(docOf(78), (doc) => doc.getText('t:G3:statement').insert(0, 'beside her'))
    ben.send(barrierFrame(9))
    expect((await ann.gone()).code).toBe(4403)
    await settled(ben)
  })

  it('[SYN4] [SYN10] also when it comes after her process has caught up, and before it tries again', async () => {
    const { ann, ben, hal, ida } = await everybody()
    gaps = [() => write(ida, docOf(79), 'G4', 'only in the way'), () => write(hal, docOf(77), 'G2', 'his')]
    ann.change(docOf(77), (doc) => doc.getText('t:G1:statement').insert(0, 'hers'))
    ben.change(docOf(78), (doc) => doc.getText('t:G3:statement').insert(0, 'beside her'))
    ben.send(barrierFrame(9))
    expect((await ann.gone()).code).toBe(4403)
    expect(gaps).toEqual([])
    await settled(ben)
  })
}

describe('a client id that is bound at another process meanwhile, in memory', () => {
  story(async () => {
    const line = new MemorySignals()
    const store = new MemoryRoomStore(CASE)
    store.tell = line.say
    // Each process has a hand of its own on the one store.
    const hand: RoomStore = {
      load: (id) => store.load(id),
      head: (id) => store.head(id),
      snapshotUpTo: (id, seq) => store.snapshotUpTo(id, seq),
      rowsAfter: (id, seq) => store.rowsAfter(id, seq),
      entriesAfter: (id, chain, seq) => store.entriesAfter(id, chain, seq),
      ownersOf: (id, clients) => store.ownersOf(id, clients),
      commit: (id, what) => store.commit(id, what),
      transact: (id, work) => store.transact(id, work),
      saveSnapshot: (id, snapshot) => store.saveSnapshot(id, snapshot),
    }
    const [one, two] = [
      await openHouse<RoomStore>({ store: hand, signals: line.open() }),
      await openHouse<RoomStore>({ store, signals: line.open() }),
    ]
    return [one, two] as const
  })
})

describe.skipIf(!postgresFolder)('a client id that is bound at another process meanwhile, in Postgres', () => {
  let postgres: TestPostgres
  beforeAll(async () => {
    postgres = await startPostgres()
  }, 120_000)
  afterAll(() => postgres.stop())

  story(async () => {
    const url = await postgres.database()
    return [await openNode(url), await openNode(url)] as const
  })
})
