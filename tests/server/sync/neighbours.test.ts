import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { formatSignal, parseSignal, presenceSignals, SIGNAL_BYTES, type Signal } from '@/server/store/signal'
import { MemoryRoomStore } from '../../support/memory-room-store'
import { MemorySignals } from '../../support/memory-signals'
import { CASE, type House, openHouse, type StockPeer, stockPeer, synced, until } from '../../support/sync-house'

describe('what processes say to each other', () => {
  it('[SYN10] is read as it was written, and what is not understood is passed over', () => {
    const state = '{"user":{"id":"ann"},"focus":{"element":"a b\\nc 🫀"}}'
    const all: Signal[] = [
      { kind: 'log', caseId: 'pump', seq: 12 },
      { kind: 'ledger', caseId: 'pump', chain: 'mdm', seq: 3 },
      { kind: 'judge', node: 'n1', caseId: 'pump', personId: 'ann' },
      { kind: 'judge', node: 'n1', caseId: 'pump' },
      { kind: 'who', node: 'n1', caseId: 'pump' },
      { kind: 'here', node: 'n1', caseId: 'pump', entries: [{ clientId: 4_294_967_295, clock: 17, state }] },
      { kind: 'alive', node: 'n1' },
      { kind: 'gone', node: 'n1' },
    ]
    for (const signal of all) expect(parseSignal(formatSignal(signal))).toEqual(signal)
    for (const text of ['', 'log', 'log pump', 'ledger pump:x:1', 'dance n1']) expect(parseSignal(text)).toBeUndefined()
  })

  it('[SYN10] fits into what Postgres carries, however many people there are and whatever they are called', () => {
    const entries = Array.from({ length: 200 }, (_, n) => ({
      clientId: n,
      clock: n,
      state: `"${'ä🫀'.repeat(n * 4)}"`,
    }))
    const texts = presenceSignals('node', 'pump', entries)
    for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(SIGNAL_BYTES)
    const heard = texts.flatMap((text) => {
      const signal = parseSignal(text)
      return signal?.kind === 'here' ? signal.entries : []
    })
    expect(heard).toEqual(entries)
    expect(presenceSignals('node', 'pump', [{ clientId: 1, clock: 1, state: 'x'.repeat(9_000) }])).toEqual([])
  })
})

describe('a process that dies', () => {
  let line: MemorySignals
  let houses: House[]
  const peers: StockPeer[] = []
  const peer = async (house: House | undefined, person: string) => {
    const made = stockPeer(house as House, person)
    peers.push(made)
    await synced(made)
    return made
  }

  beforeEach(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    line = new MemorySignals()
    const store = new MemoryRoomStore(CASE)
    store.tell = line.say
    const pace = { neighbourMs: 30 }
    houses = [
      await openHouse({ store, signals: line.open(), pace }),
      await openHouse({ store, signals: line.open(), pace }),
    ]
  })
  afterEach(async () => {
    for (const each of peers.splice(0)) each.close()
    await Promise.all(houses.map((house) => house.close()))
    vi.restoreAllMocks()
  })

  it('[SYN10] takes its people’s presence along, and nothing else', async () => {
    const [ann, hal] = [await peer(houses[0], 'ann'), await peer(houses[1], 'hal')]
    ann.provider.awareness.setLocalStateField('focus', { element: 'G1' })
    ann.statement('G1').insert(0, 'kept')
    const seen = () => hal.provider.awareness.getStates().has(ann.doc.clientID)
    await until(() => seen() && hal.statement('G1').toString() === 'kept')
    line.silence('node1')
    await until(() => !seen())
    expect(hal.statement('G1').toString()).toBe('kept')
    expect(hal.closes).toEqual([])
  })

  it('[SYN10] does not take somebody along who has moved to another process', async () => {
    const [ann, hal] = [await peer(houses[0], 'ann'), await peer(houses[1], 'hal')]
    ann.provider.awareness.setLocalStateField('focus', { element: 'G1' })
    const seen = () => hal.provider.awareness.getStates().get(ann.doc.clientID)?.focus?.element
    await until(() => seen() === 'G1')
    line.silence('node1')
    ann.close()
    const moved = stockPeer(houses[1] as House, 'ann', { doc: ann.doc })
    peers.push(moved)
    await synced(moved)
    moved.provider.awareness.setLocalStateField('focus', { element: 'G2' })
    await until(() => seen() === 'G2')
    for (let beats = 0; beats < 8; beats++) await new Promise((resolve) => setTimeout(resolve, 30))
    expect(seen()).toBe('G2')
  })
})
