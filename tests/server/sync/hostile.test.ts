import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { SCHEMA_VERSION } from '@/lib/case/ydoc'
import { CLOSE_CODES } from '@/lib/wire/close-codes'
import { awarenessFrame, barrierFrame, step2Frame, updateFrame } from '@/lib/wire/frames'
import { replicaHash } from '@/lib/wire/replica-hash'
import { loadCase } from '@/server/sync/load-case'
import {
  CASE,
  type House,
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
const raw = (person: string | undefined, query = '', origin?: string) => {
  const made = new RawClient(house, person, query, origin)
  ends.push(() => made.close())
  return made
}

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  house = await openHouse()
  honest = stockPeer(house, 'hal')
  await synced(honest)
  honest.statement('G1').insert(0, 'sound')
  await until(() => house.store.kept(CASE).rows.length === 1)
})

/** Whatever was done to the server: the honest client is still connected, still served, and equal to the log. */
afterEach(async () => {
  honest.statement('G1').insert(0, 'still ')
  await until(() => house.store.kept(CASE).rows.at(-1)?.personId === 'hal')
  await quiet(house)
  expect(honest.closes).toEqual([])
  expect(replicaHash((await loadCase(house.store, CASE)).doc)).toBe(replicaHash(honest.doc))
  for (const end of ends.splice(0)) end()
  honest.close()
  await house.close()
  vi.restoreAllMocks()
})

describe('the door', () => {
  it('[SYN5] gives an outsider nothing, and the same nothing as for a case that is not there', async () => {
    const outsider = raw('nobody')
    expect(await outsider.gone()).toEqual({ code: 4404, reason: CLOSE_CODES['not-found'].sentence })
    expect(outsider.frames).toEqual([])
    house.people.eve = { canEdit: true }
    const lost = stockPeer(house, 'eve', { caseId: 'elsewhere' })
    ends.push(lost.close)
    await until(() => lost.closes.length > 0)
    expect(lost.closes).toEqual([4404])
  })

  it('[SYN5] gives a person without a session nothing', async () => {
    const stranger = raw(undefined)
    expect((await stranger.gone()).code).toBe(4401)
    expect(stranger.frames).toEqual([])
  })

  it('[SYN5] does not open for a page of another origin, cookie or not', async () => {
    const page = raw('ann', '', 'http://evil.example')
    expect((await page.gone()).code).toBe(403)
    expect(page.frames).toEqual([])
  })

  it('[SYN11] sends an older page away before its editor mounts, and an older copy of a restored case', async () => {
    expect((await raw('ann', '?schema=0').gone()).code).toBe(4426)
    expect((await raw('ann', `?schema=${SCHEMA_VERSION}&epoch=0`).gone()).code).toBe(4409)
    await raw('ann', `?schema=${SCHEMA_VERSION}&epoch=1`).hello()
  })

  it('[SYN7] opens for /sync/c/<case> only', async () => {
    const lost = new RawClient({ url: house.url.replace('/sync', '/sync/x'), origin: house.origin }, 'ann')
    expect((await lost.gone()).code).toBe(404)
  })
})

describe('rights', () => {
  it('[SYN5] lets a reviewer read and be seen, not edit, whatever their client sends', async () => {
    const rita = await raw('rita').settle()
    rita.send(awarenessFrame([{ clientId: 4711, clock: 1, state: '{"focus":{"element":"G1"}}' }]))
    rita.send(barrierFrame(1))
    await until(() => rita.answers().has(1) && honest.provider.awareness.getStates().has(4711))
    expect(rita.closed).toBeUndefined()
    rita.change(new Y.Doc(), (doc) => doc.getText('t:G1:statement').insert(0, 'forged'))
    expect(await rita.gone()).toEqual({ code: 4403, reason: CLOSE_CODES.forbidden.sentence })
    await quiet(house)
    expect(honest.statement('G1').toString()).toBe('sound')
  })

  it('[SYN5] does not let a reader delete', async () => {
    const copy = new Y.Doc()
    const sam = await raw('sam').settle(copy)
    sam.change(copy, (doc) => doc.getText('t:G1:statement').delete(0, 5))
    expect((await sam.gone()).code).toBe(4403)
    expect(honest.statement('G1').toString()).toBe('sound')
  })

  it('[SYN5] does not let a reader edit by way of the first SyncStep2', async () => {
    const copy = new Y.Doc()
    copy.getText('t:G2:statement').insert(0, 'smuggled')
    const rita = await raw('rita').settle(copy)
    expect((await rita.gone()).code).toBe(4403)
  })

  it('[SYN5] closes at once when somebody is removed, and follows a role without a reload', async () => {
    const ann = await raw('ann').settle()
    const ben = await raw('ben').settle()
    delete house.people.ann
    house.people.ben = { side: 'mdm', canEdit: false }
    await house.rooms.recheck(CASE)
    expect((await ann.gone()).code).toBe(4403)
    await until(() => ben.controls().some((message) => message.type === 'hello' && message.role === 'read'))
    ben.change(new Y.Doc(), (doc) => doc.getText('t:G1:statement').insert(0, 'late'))
    expect((await ben.gone()).code).toBe(4403)
  })
})

describe('identity', () => {
  it('[SYN4] refuses structs under another person’s clientID', async () => {
    const thief = new Y.Doc()
    const ann = await raw('ann').settle(thief)
    thief.clientID = honest.doc.clientID
    ann.change(thief, (doc) => doc.getText('t:G1:statement').insert(0, 'in hal’s name: '))
    expect((await ann.gone()).code).toBe(4403)
    await quiet(house)
    expect(honest.statement('G1').toString()).toBe('sound')
  })

  it('[SYN4] stamps presence with who it really is, and lets nobody speak for another client', async () => {
    const ann = await raw('ann').settle()
    ann.send(
      awarenessFrame([
        { clientId: 99, clock: 5, state: '{"user":{"id":"hal","name":"Hal","side":"hdo"},"__proto__":{"x":1}}' },
        { clientId: honest.doc.clientID, clock: 1e9, state: '{"focus":{"element":"forged"}}' },
        { clientId: honest.doc.clientID, clock: 1e9 + 1, state: 'null' },
      ]),
    )
    const seen = () => honest.provider.awareness.getStates().get(99)
    await until(() => seen() !== undefined)
    expect(seen()?.user).toEqual({ id: 'ann', name: 'Ann Maker', side: 'mdm' })
    expect(Object.keys(seen() ?? {})).toEqual(['user'])
    const ida = await raw('ida').settle()
    honest.provider.awareness.setLocalStateField('focus', { element: 'true' })
    const told = () => ida.presence().get(honest.doc.clientID)
    await until(() => JSON.stringify(told()).includes('focus'))
    expect(told()).toEqual({ user: { id: 'hal', name: 'hal', side: 'hdo' }, focus: { element: 'true' } })
  })

  it('a late close of a superseded socket does not end the newer session', async () => {
    const older = await raw('ann').settle()
    older.send(awarenessFrame([{ clientId: 77, clock: 1, state: '{}' }]))
    await until(() => honest.provider.awareness.getStates().has(77))
    const newer = await raw('ann').settle()
    newer.send(awarenessFrame([{ clientId: 77, clock: 1, state: '{"focus":{}}' }]))
    await until(() => honest.provider.awareness.getStates().get(77)?.focus !== undefined)
    older.close()
    await quiet(house)
    expect(honest.provider.awareness.getStates().has(77)).toBe(true)
  })
})

describe('[SYN7] [WIRE2] a broken or hostile client is closed with the code of the table and hurts nobody else', () => {
  const good = () => {
    const doc = new Y.Doc()
    doc.getText('t:G9:statement').insert(0, 'a change like any other')
    return updateFrame(Y.encodeStateAsUpdate(doc))
  }
  const written = (write: (doc: Y.Doc) => void) => {
    const doc = new Y.Doc()
    write(doc)
    return updateFrame(Y.encodeStateAsUpdate(doc))
  }
  const gap = () => {
    const doc = new Y.Doc()
    doc.getText('t:G9:statement').insert(0, 'first')
    const before = Y.encodeStateVector(doc)
    doc.getText('t:G9:statement').insert(0, 'second')
    return updateFrame(Y.encodeStateAsUpdate(doc, before))
  }
  const nested = () => {
    const doc = new Y.Doc()
    let parent: Y.Map<unknown> = doc.getMap('nodes')
    for (let depth = 0; depth < 3_000; depth++) {
      const child = new Y.Map<unknown>()
      parent.set('a', child)
      parent = child
    }
    return updateFrame(Y.encodeStateAsUpdate(doc))
  }
  const cases: [string, number, () => Uint8Array | string][] = [
    ['an empty frame', 4400, () => new Uint8Array()],
    ['garbage', 4400, () => new Uint8Array([0xde, 0xad, 0xbe, 0xef])],
    ['a type nobody knows', 4400, () => new Uint8Array([42, 1, 2, 3])],
    ['a sync message nobody knows', 4400, () => new Uint8Array([0, 9, 0])],
    ['a truncated frame', 4400, () => good().slice(0, 12)],
    ['a frame with a tail', 4400, () => new Uint8Array([...good(), 0])],
    ['an update that is none', 4400, () => updateFrame(new Uint8Array([9, 9, 9, 9]))],
    ['a text frame', 4400, () => 'hello'],
    ['a change that leaves out what it builds upon', 4400, gap],
    ['broken presence', 4400, () => awarenessFrame([{ clientId: 5, clock: 1, state: '{"a":' }])],
    ['presence nested without end', 4400, () => awarenessFrame([{ clientId: 5, clock: 1, state: deep(50) }])],
    ['presence of 5 KB', 4413, () => awarenessFrame([{ clientId: 5, clock: 1, state: `{"a":"${'x'.repeat(5000)}"}` }])],
    ['a frame of 2 MiB', 4413, () => new Uint8Array(2 * 1024 * 1024)],
    ['a part no case has', 4422, () => written((doc) => doc.getMap('__proto__').set('polluted', 1))],
    ['an element called __proto__', 4422, () => written((doc) => doc.getMap('nodes').set('__proto__', new Y.Map()))],
    ['a field nobody knows', 4422, () => written((doc) => doc.getMap('nodes').set('G9', new Y.Map([['evil', 1]])))],
    ['the case’s own data', 4422, () => written((doc) => doc.getMap('meta').set('schema', 99))],
    [
      'a text that is too long',
      4422,
      () => written((doc) => doc.getText('t:G1:statement').insert(0, 'x'.repeat(100_001))),
    ],
    ['maps nested 3,000 deep', 4422, nested],
  ]
  const deep = (levels: number) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`

  it.each(cases)('%s: %i', async (_what, code, bytes) => {
    const ann = await raw('ann').settle()
    ann.send(bytes())
    expect((await ann.gone()).code).toBe(code)
  })

  it('a WebSocket frame that is none: 4400', async () => {
    const ann = await raw('ann').settle()
    const { _socket } = ann.socket as unknown as { _socket: { write(bytes: Uint8Array): void } }
    _socket.write(new Uint8Array([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]))
    expect((await ann.gone()).code).toBe(4400)
  })

  it.each([1, 2, 3])(
    '100 bit-flipped updates, seed %i: each is refused or lawful, and all replicas stay equal',
    async (seed) => {
      let ann = await raw('ann').settle()
      for (let round = 1; round <= 100; round++) {
        const bytes = good()
        const at = 3 + ((seed * 104_729 + round * 7_919) % (bytes.length - 3))
        bytes[at] = (bytes[at] ?? 0) ^ (1 << ((seed + round) % 8))
        ann.send(bytes)
        ann.send(barrierFrame(round))
        await until(() => ann.closed !== undefined || ann.answers().has(round))
        if (ann.closed !== undefined) ann = await raw('ann').settle()
      }
    },
  )

  it('a SyncStep2 that holds garbage: 4400', async () => {
    const ann = await raw('ann').hello()
    ann.send(step2Frame(new Uint8Array([1, 2, 3])))
    expect((await ann.gone()).code).toBe(4400)
  })
})
