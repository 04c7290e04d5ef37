import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { awarenessFrame, barrierFrame, step1Frame, step2Frame, updateFrame } from '@/lib/wire/frames'
import { replicaHash } from '@/lib/wire/replica-hash'
import { loadCase } from '@/server/sync/load-case'
import { MemoryRoomStore } from '../../support/memory-room-store'
import { Seat } from '../../support/seat'
import {
  CASE,
  type House,
  type HouseOptions,
  openHouse,
  quiet,
  RawClient,
  type StockPeer,
  stockPeer,
  synced,
  until,
} from '../../support/sync-house'

let house: House
let honest: StockPeer
const ends: (() => void)[] = []

/** A house with an honest person in it, who must not notice anything of what follows. */
async function open(options: Partial<HouseOptions<MemoryRoomStore>> = {}): Promise<void> {
  house = await openHouse(options)
  honest = stockPeer(house, 'hal')
  await synced(honest)
}
const raw = (person: string, query = '') => {
  const made = new RawClient(house, person, query)
  ends.push(() => made.close())
  return made
}
const inFuture = (ms: number) => new Date(Date.now() + ms).toISOString()
const text = (doc: Y.Doc, id = 'G1') => doc.getText(`t:${id}:statement`)
const empty = step2Frame(Y.encodeStateAsUpdate(new Y.Doc()))

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(async () => {
  const before = house.store.kept(CASE).rows.length
  honest.statement('G0').insert(0, '.')
  await until(() => house.store.kept(CASE).rows.length > before)
  await quiet(house)
  expect(honest.closes).toEqual([])
  expect(replicaHash((await loadCase(house.store, CASE)).doc)).toBe(replicaHash(honest.doc))
  for (const end of ends.splice(0)) end()
  honest.close()
  await house.close()
  vi.restoreAllMocks()
})

describe('a session that ends', () => {
  it('[SYN5] ends the socket at that moment with 4401, and takes nothing that comes after', async () => {
    await open()
    house.people.ann = { side: 'mdm', canEdit: true, expires: inFuture(400) }
    const ann = await raw('ann').settle()
    const doc = new Y.Doc()
    ann.change(doc, () => text(doc).insert(0, 'in time'))
    ann.send(barrierFrame(1))
    await until(() => ann.answers().has(1))
    expect((await ann.gone()).code).toBe(4401)
    expect((await raw('ann').gone()).code).toBe(4401)
    expect(honest.statement('G1').toString()).toBe('in time')
  })

  it('[SYN5] ends the socket with the next heartbeat when nobody said that it ended: 4401, or 4403 for lost rights', async () => {
    await open({ pace: { heartbeatMs: 40 } })
    const [ann, ben, ida] = await Promise.all(['ann', 'ben', 'ida'].map((person) => raw(person).settle()))
    // Signed out elsewhere, and disabled: the store knows it, and no word of it came here.
    house.people.ann = { side: 'mdm', canEdit: true, expires: '2020-01-01T00:00:00.000Z' }
    delete house.people.ben
    expect((await ann?.gone())?.code).toBe(4401)
    expect((await ben?.gone())?.code).toBe(4403)
    const beats = () => ida?.controls().filter((message) => message.type === 'heartbeat').length ?? 0
    const before = beats()
    await until(() => beats() > before + 1)
    expect(ida?.closed).toBeUndefined()
  })

  it('[SYN5] takes nothing of what waits in line when somebody’s rights end', async () => {
    await open()
    const ann = await raw('ann').settle()
    await quiet(house)
    let commit = () => {}
    house.store.beforeCommit = () => new Promise((resolve) => (commit = resolve))
    honest.statement('G2').insert(0, 'busy')
    await new Promise((resolve) => setTimeout(resolve, 30))
    const doc = new Y.Doc()
    ann.change(doc, () => text(doc).insert(0, 'too late'))
    await new Promise((resolve) => setTimeout(resolve, 30))
    delete house.people.ann
    await house.rooms.recheck(CASE, 'ann')
    house.store.beforeCommit = () => {}
    commit()
    expect((await ann.gone()).code).toBe(4403)
    await quiet(house)
    expect(honest.statement('G1').toString()).toBe('')
  })
})

describe('a client that reads too slowly', () => {
  it('[SYN7] is told to come back, and the others go on meanwhile', { timeout: 90_000 }, async () => {
    await open()
    const sam = await raw('sam').settle()
    sam.socket.pause()
    const doc = new Y.Doc()
    const ann = await raw('ann').settle(doc)
    for (let n = 0; n < 400; n++) {
      ann.change(doc, () => text(doc, `G${n}`).insert(0, 'x'.repeat(90_000)))
      if (n % 50 === 0) {
        ann.send(barrierFrame(n + 1))
        await until(() => ann.answers().has(n + 1))
      }
    }
    await until(() => text(honest.doc, 'G399').length === 90_000)
    sam.socket.resume()
    expect([1013, 1006]).toContain((await sam.gone()).code)
  })

  it('[SYN7] is closed with 1013 when more waits for it than one may keep for a client', async () => {
    await open()
    const slow = await new Seat('sam').join(house.rooms)
    slow.buffered = 17 * 1024 * 1024
    honest.statement('G1').insert(0, 'news')
    slow.send(step1Frame(new Uint8Array([0])))
    await until(() => slow.closed !== undefined)
    expect(slow.closed).toBe(1013)
  })
})

describe('a flood', () => {
  it('[SYN7] waits with its sender and loses nothing', async () => {
    await open()
    let commit = () => {}
    house.store.beforeCommit = () => new Promise((resolve) => (commit = resolve))
    const ann = await new Seat('ann').join(house.rooms)
    ann.send(empty)
    const doc = new Y.Doc()
    const waiting: Uint8Array[] = []
    doc.on('update', (bytes: Uint8Array) => waiting.push(updateFrame(bytes)))
    for (let n = 0; n < 2_000; n++) text(doc).insert(n, 'x')
    // As a socket does: reads on while it is not paused.
    while (waiting.length > 0) {
      while (!ann.paused && waiting.length > 0) ann.send(waiting.shift() as Uint8Array)
      commit()
      await new Promise((resolve) => setImmediate(resolve))
    }
    house.store.beforeCommit = () => {}
    commit()
    await until(() => honest.statement('G1').length === 2_000)
    expect(ann.pauses).toBeGreaterThan(3)
    expect(ann.closed).toBeUndefined()
    ann.leave()
  })

  it('[SYN7] of presence is read at the pace at which it is told', async () => {
    await open({ pace: { presenceMs: 20 } })
    const ann = await new Seat('ann').join(house.rooms)
    const say = (n: number) => awarenessFrame([{ clientId: 5, clock: n, state: `{"focus":{"element":"G${n}"}}` }])
    let said = 0
    while (!ann.paused) ann.send(say(said++))
    expect(said).toBeLessThan(50)
    await until(() => !ann.paused)
    ann.send(say(1_000))
    await until(() => honest.provider.awareness.getStates().get(5)?.focus?.element === 'G1000')
    ann.leave()
  })

  it('[SYN7] of questions for the whole document is answered a few at a time', async () => {
    await open()
    const ann = await new Seat('ann').join(house.rooms)
    let asked = 0
    while (!ann.paused) {
      ann.send(step1Frame(new Uint8Array([0])))
      asked++
    }
    expect(asked).toBeLessThan(10)
    await until(() => !ann.paused)
    ann.leave()
  })
})

describe('too many', () => {
  it('[SYN7] windows of one person: one more gets 4429, and nobody else notices', async () => {
    await open({ pace: { perPerson: 2 } })
    await raw('ann').hello()
    const second = await raw('ann').hello()
    expect((await raw('ann').gone()).code).toBe(4429)
    await raw('ben').hello()
    second.close()
    await until(() => second.closed !== undefined)
    await quiet(house)
    await raw('ann').hello()
  })

  it('[SYN7] people in one case: one more gets 4429', async () => {
    await open({ pace: { perCase: 4 } })
    await raw('ann').hello()
    await raw('ben').hello()
    const rita = await raw('rita').hello()
    expect((await raw('sam').gone()).code).toBe(4429)
    rita.close()
    await until(() => rita.closed !== undefined)
  })

  it('[SYN7] [SYN4] client ids in one connection: 4413, and none of them is bound', async () => {
    await open()
    const ann = await raw('ann').settle()
    const crowd = Array.from({ length: 65 }, (_, n) => {
      const doc = new Y.Doc()
      text(doc, `G${n}`).insert(0, 'x')
      return Y.encodeStateAsUpdate(doc)
    })
    ann.send(updateFrame(Y.mergeUpdates(crowd)))
    expect((await ann.gone()).code).toBe(4413)
    expect(house.store.kept(CASE).owners.size).toBe(0)
  })

  it('[SYN7] structs in one frame: they are taken or refused, and the honest go on', { timeout: 60_000 }, async () => {
    await open()
    const ann = await raw('ann').settle()
    for (let round = 0; round < 4; round++) {
      const doc = new Y.Doc()
      doc.transact(() => {
        for (let n = 0; n < 60_000; n++) text(doc, `G${round}`).insert(0, 'x')
      })
      ann.send(updateFrame(Y.encodeStateAsUpdate(doc)))
    }
    ann.send(barrierFrame(1))
    await until(() => ann.closed !== undefined || ann.answers().has(1))
  })

  it('[SYN9] rooms: those that nobody is in end first, and a case that is in use is never closed for another', async () => {
    const store = new MemoryRoomStore(CASE, 'a', 'b', 'c')
    const loads: string[] = []
    const load = store.load.bind(store)
    store.load = (caseId) => {
      loads.push(caseId)
      return load(caseId)
    }
    await open({ store, pace: { openRooms: 2, idleMs: 1e9 } })
    const touch = (caseId: string) => house.rooms.read(caseId, (_doc, seq) => seq)
    for (const caseId of ['a', 'a', 'b', 'b', 'a']) await touch(caseId)
    expect(loads).toEqual([CASE, 'a', 'b', 'a'])
    const inB = await new Seat('ann').join(house.rooms, 'b')
    await expect(touch('c')).rejects.toThrow('rooms are in use')
    inB.leave()
    expect(await touch('c')).toBe(0)
  })
})

describe('silence', () => {
  it('[SYN7] from the first moment ends the socket', async () => {
    // Long enough for the honest one, on whatever machine.
    await open({ patience: { firstMessage: 1_500 } })
    const ann = raw('ann')
    expect((await ann.gone()).code).toBe(1013)
  })

  it('[SYN7] of a machine that is gone ends its presence', async () => {
    await open({ patience: { ping: 40 } })
    const ann = await raw('ann').settle()
    ann.send(awarenessFrame([{ clientId: 9, clock: 1, state: '{}' }]))
    await until(() => honest.provider.awareness.getStates().has(9))
    Object.assign(ann.socket, { _autoPong: false })
    await until(() => !honest.provider.awareness.getStates().has(9))
    expect((await ann.gone()).code).toBe(1006)
  })
})
