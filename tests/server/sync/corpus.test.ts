import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { runCommand } from '@/lib/pattern/registry'
import { awarenessFrame, barrierFrame, readClientFrame, step1Frame, step2Frame, updateFrame } from '@/lib/wire/frames'
import { replicaHash } from '@/lib/wire/replica-hash'
import { loadCase } from '@/server/sync/load-case'
import { LONG, random, rounds, seedOf } from '../../support/long'
import { Seat } from '../../support/seat'
import { CASE, type House, openHouse, type StockPeer, stockPeer, synced, until } from '../../support/sync-house'

const SEED = seedOf(20_261_122)
const FRAMES = rounds(4_000, 100_000)

let house: House
let honest: StockPeer[]

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  house = await openHouse()
  honest = [stockPeer(house, 'hal'), stockPeer(house, 'ida')]
  await Promise.all(honest.map(synced))
})
afterEach(async () => {
  for (const peer of honest) peer.close()
  await house.close()
  vi.restoreAllMocks()
})

/** What a real client sends while somebody works: elements, texts, deletions, presence, barriers. */
function corpus(): Uint8Array[] {
  const doc = new Y.Doc()
  const frames: Uint8Array[] = [step1Frame(Y.encodeStateVector(doc)), barrierFrame(1), new Uint8Array([3])]
  doc.on('update', (bytes: Uint8Array) => frames.push(updateFrame(bytes)))
  let made = 0
  const ctx = { ids: () => `e${++made}`, at: '2026-11-22T10:00:00.000Z', by: 'ann' }
  for (let n = 0; n < 6; n++) {
    runCommand(doc, 'add-element', { kind: 'goal', statement: `The pump keeps promise ${n}` }, ctx)
    const text = doc.getText(`t:e${n + 1}:statement`)
    text.insert(0, `Claim ${n} `)
    if (text.length > 3) text.delete(0, 3)
  }
  runCommand(doc, 'relate', { from: 'e1', to: 'e2', type: 'supportedBy' }, ctx)
  runCommand(doc, 'delete-element', { id: 'e3' }, ctx)
  frames.push(step2Frame(Y.encodeStateAsUpdate(doc)))
  frames.push(awarenessFrame([{ clientId: doc.clientID, clock: 3, state: '{"focus":{"element":"e1"},"text":null}' }]))
  return frames
}

/** A frame with some bits flipped, cut off, repeated, grown, or with a piece of another one in it. */
function damaged(frames: readonly Uint8Array[], draw: () => number): Uint8Array {
  const below = (n: number) => Math.floor(draw() * n)
  const pick = () => frames[below(frames.length)] as Uint8Array
  const flipped = (bytes: Uint8Array, most: number) => {
    const copy = bytes.slice()
    for (let flips = 1 + below(most); flips > 0; flips--) {
      const at = below(copy.length)
      copy[at] = (copy[at] ?? 0) ^ (1 << below(8))
    }
    return copy
  }
  const frame = pick()
  switch (below(6)) {
    case 0:
      return flipped(frame, 4)
    case 1:
    case 2: {
      // The frame itself is sound, so that the damage is met further in.
      const read = readClientFrame(frame)
      return read !== undefined && 'update' in read && read.kind !== 'awareness'
        ? updateFrame(flipped(read.update, 2))
        : flipped(frame, 1)
    }
    case 3:
      return frame.slice(0, below(frame.length))
    case 4: {
      const other = pick()
      return new Uint8Array([...frame.slice(0, below(frame.length)), ...other.slice(below(other.length))])
    }
    default:
      return Uint8Array.from({ length: below(200) }, () => below(256))
  }
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
async function heapAfterCollection(): Promise<number> {
  for (let i = 0; i < 4; i++) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return process.memoryUsage().heapUsed
}

describe('[SYN7] frames damaged at random', () => {
  it(`[SYN7] ${FRAMES} of them (seed ${SEED}) end nothing but the connection they came by`, {
    timeout: LONG ? 3_600_000 : 60_000,
  }, async () => {
    const draw = random(SEED)
    const frames = corpus()
    const codes = new Map<number, number>()
    // First the whole of it, sound: damaged frames then reach deeper than the first gap.
    const ann = await new Seat('ann').join(house.rooms)
    for (const frame of [step2Frame(Y.encodeStateAsUpdate(new Y.Doc())), ...frames]) ann.send(frame)
    await until(() => honest.every((peer) => peer.doc.getMap('nodes').size === 6))
    expect(ann.closed).toBeUndefined()
    ann.leave()
    let mallory: Seat | undefined
    let heap = 0
    for (let n = 0; n < FRAMES; n++) {
      if (mallory === undefined || mallory.closed !== undefined) {
        if (mallory?.closed !== undefined) codes.set(mallory.closed, (codes.get(mallory.closed) ?? 0) + 1)
        mallory = await new Seat('ann').join(house.rooms)
        mallory.send(step2Frame(Y.encodeStateAsUpdate(new Y.Doc())))
      }
      mallory.send(damaged(frames, draw))
      mallory.heard.length = 0
      await new Promise((resolve) => setImmediate(resolve))
      if (n % 100 === 0) honest[n % 2]?.statement('G1').insert(0, 'x')
      if (n === Math.floor(FRAMES / 4)) heap = await heapAfterCollection()
    }
    mallory?.leave()
    mallory = undefined
    const grown = (await heapAfterCollection()) - heap
    console.info(`closed by code ${JSON.stringify([...codes])}, heap grew by ${Math.round(grown / 1024)} KiB`)

    const typed = Math.ceil(FRAMES / 100)
    await until(() => honest.every((peer) => peer.statement('G1').length >= typed))
    const { doc } = await loadCase(house.store, CASE)
    for (const peer of honest) {
      expect(peer.closes).toEqual([])
      await until(() => replicaHash(peer.doc) === replicaHash(doc))
    }
    // Only the codes of refusal: the server itself never failed.
    expect([...codes.keys()].filter((code) => ![4400, 4403, 4413, 4422].includes(code))).toEqual([])
    expect(codes.get(4400)).toBeGreaterThan(FRAMES / 20)
    expect(codes.get(4422)).toBeGreaterThan(FRAMES / 1_000)
    const { owners, rows } = house.store.kept(CASE)
    for (const row of rows) for (const client of row.clientIds) expect(owners.get(client)).toBe(row.personId)
    expect(grown).toBeLessThan(LONG ? 64 * 1024 * 1024 : 32 * 1024 * 1024)
  })
})
