import fc from 'fast-check'
import * as decoding from 'lib0/decoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { ok } from '@/lib/gsn/outcome'
import { barrierFrame, step1Frame, step2Frame, updateFrame } from '@/lib/wire/frames'
import { NO_HEADS } from '@/lib/wire/ledger'
import { replicaHash } from '@/lib/wire/replica-hash'
import { createLog } from '@/server/log'
import { Connection } from '@/server/sync/connection'
import { createRooms, type SocketRooms } from '@/server/sync/create-rooms'
import { loadCase } from '@/server/sync/load-case'
import type { Room } from '@/server/sync/room'
import { MemoryRoomStore } from '../support/memory-room-store'
import { author, CASE, SERVICE_KEY } from '../support/sync-house'

/** A browser reduced to its essence: a document, two queues, and what it was told is saved. */
class Tab {
  doc = new Y.Doc()
  up: Uint8Array[] = []
  down: Uint8Array[] = []
  saved = 0
  made = 0
  synced = false
  /** Every client id it has written under. */
  readonly clients = new Set<number>()
  private seat: { room: Room; connection: Connection } | undefined

  constructor(
    readonly person: string,
    readonly number: number,
  ) {
    this.listen()
  }

  get text() {
    return this.doc.getText('t:G1:statement')
  }

  /** One character per keystroke, of this tab alone: nothing typed between can break it. */
  mark = (n: number) => String.fromCodePoint(0x4e00 + this.number * 1_000 + n)

  type(at: number): void {
    this.text.insert(at % (this.text.length + 1), this.mark(this.made++))
    if (this.synced) this.up.push(barrierFrame(this.made))
  }

  /** Something that anybody may have written goes. */
  erase(at: number): void {
    if (this.doc.getText('t:G2:statement').length > 0) this.doc.getText('t:G2:statement').delete(0, 1)
    else this.doc.getText('t:G2:statement').insert(0, `${at}`)
  }

  async join(rooms: SocketRooms): Promise<void> {
    this.drop()
    const connection = new Connection(
      {
        send: (bytes) => this.down.push(bytes),
        // What the server sent before it closed still arrives.
        close: () => this.lose(connection),
        pause: () => {},
        resume: () => {},
        buffered: 0,
      },
      {
        by: author(this.person),
        canEdit: true,
        heads: NO_HEADS,
        judge: async () => ({ ok: false, close: 'forbidden' }),
      },
    )
    const room = await rooms.join(CASE, connection)
    this.seat = { room, connection }
    this.up.push(step1Frame(Y.encodeStateVector(this.doc)))
  }

  /** The line breaks: what is in flight either way is gone. */
  drop(): void {
    const { seat } = this
    if (seat !== undefined) {
      this.lose(seat.connection)
      seat.room.leave(seat.connection)
    }
    this.down = []
  }

  private lose(connection: Connection): void {
    if (this.seat !== undefined && this.seat.connection !== connection) return
    this.seat = undefined
    this.up = []
    this.synced = false
  }

  get connected(): boolean {
    return this.seat !== undefined
  }

  sendOne(): void {
    const bytes = this.up.shift()
    if (bytes !== undefined) this.seat?.room.receive(this.seat.connection, bytes)
  }

  hearOne(): void {
    const bytes = this.down.shift()
    if (bytes === undefined) return
    const decoder = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(decoder)
    if (type === 101) this.saved = Math.max(this.saved, decoding.readVarUint(decoder))
    if (type !== 0) return
    const kind = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    if (kind === 0) this.up.push(step2Frame(Y.encodeStateAsUpdate(this.doc, body)))
    else Y.applyUpdate(this.doc, body, 'server')
    if (kind === 1) {
      this.synced = true
      this.up.push(barrierFrame(this.made))
    }
  }

  /** A reload: a new client id, with what the device kept. */
  reload(): void {
    this.drop()
    const kept = Y.encodeStateAsUpdate(this.doc)
    this.doc = new Y.Doc()
    Y.applyUpdate(this.doc, kept, 'server')
    this.listen()
  }

  private listen(): void {
    this.clients.add(this.doc.clientID)
    this.doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin !== 'server' && this.connected) this.up.push(updateFrame(bytes))
    })
  }
}

type Step = readonly [what: number, who: number, number: number]

const settle = async () => {
  for (let i = 0; i < 4; i++) await new Promise((resolve) => setImmediate(resolve))
}

/** Runs a story over two server processes on one store, and checks the promises after every step and at the end. */
async function live(story: readonly Step[]): Promise<number> {
  const store = new MemoryRoomStore(CASE)
  const clock = () => new Date().toISOString()
  const open = () =>
    createRooms({
      store,
      clock,
      serviceKey: SERVICE_KEY,
      log: createLog('silent', clock),
      pace: { snapshotRows: 7, shutdownSpreadMs: 0, presenceMs: 1, idleMs: 1e6 },
    })
  const nodes = [open(), open()]
  const node = (n: number) => nodes[n % nodes.length] as SocketRooms
  const tabs = [new Tab('ann', 0), new Tab('ann', 1), new Tab('hal', 2), new Tab('ida', 3)]

  const committedHolds = async () => {
    const log = await loadCase(store, CASE)
    const stored = log.doc.getText('t:G1:statement').toString()
    for (const tab of tabs) {
      for (let n = 0; n < tab.saved; n++) expect(stored, 'saved means stored').toContain(tab.mark(n))
      for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(tab.doc))) {
        if (!tab.clients.has(client)) {
          expect(Y.getState(log.doc.store, client), 'seen means stored').toBeGreaterThanOrEqual(clock)
        }
      }
      expect(tab.doc.store.pendingStructs, 'nothing arrives with a gap').toBeNull()
    }
  }

  for (const [index, tab] of tabs.entries()) await tab.join(node(index))
  await exchange(tabs)
  for (const [what, who, number] of story) {
    const tab = tabs[who % tabs.length] as Tab
    if (what < 4) for (let i = 0; i <= number % 3; i++) tab.type(number)
    else if (what < 5) tab.erase(number)
    else if (what < 8) for (let i = 0; i <= number; i++) tab.sendOne()
    else if (what < 11) for (let i = 0; i <= number; i++) tab.hearOne()
    else if (what === 11) tab.drop()
    else if (what < 15) await tab.join(node(number))
    else if (what === 15) tab.reload()
    else if (what < 18) failOnce(store, number % 2 === 0 ? 'beforeCommit' : 'afterCommit')
    else if (what === 18) {
      await node(number)
        .edit(CASE, author('ida'), (doc) => {
          doc.getText('t:G3:statement').insert(0, 's')
          return ok()
        })
        .catch(() => {})
    } else {
      // A process goes: no goodbye, its tabs lose their lines.
      for (const each of tabs) if (number % 3 === 0) each.drop()
      nodes[number % 2] = open()
    }
    await settle()
    await committedHolds()
  }

  store.beforeCommit = () => {}
  store.afterCommit = () => {}
  const home = open()
  for (const tab of tabs) await tab.join(home)
  await exchange(tabs)
  await committedHolds()
  const log = await loadCase(store, CASE)
  for (const tab of tabs) {
    expect(tab.saved, 'everything is saved in the end').toBe(tab.made)
    expect(replicaHash(tab.doc), 'all replicas are equal').toBe(replicaHash(log.doc))
  }
  const kept = store.kept(CASE)
  for (const row of kept.rows) {
    for (const client of row.clientIds)
      expect(kept.owners.get(client), 'every struct has its true author').toBe(row.personId)
  }
  await Promise.all([...nodes, home].map((each) => each.close()))
  return kept.rows.length
}

/** Everything on its way arrives, and everything made is saved. */
async function exchange(tabs: readonly Tab[]): Promise<void> {
  const busy = () => tabs.some((tab) => !tab.synced || tab.up.length + tab.down.length > 0 || tab.saved < tab.made)
  for (let round = 0; round < 100 && busy(); round++) {
    for (const tab of tabs) {
      while (tab.up.length > 0) tab.sendOne()
      await settle()
      while (tab.down.length > 0) tab.hearOne()
    }
  }
}

function failOnce(store: MemoryRoomStore, when: 'beforeCommit' | 'afterCommit'): void {
  store[when] = () => {
    store[when] = () => {}
    throw new Error('the store is away')
  }
}

const story = fc.array(fc.tuple(fc.nat(19), fc.nat(3), fc.nat(20)), { minLength: 20, maxLength: 80, size: 'max' })

describe('[SYN1] [SYN2] [SYN3] [SYN4] [SYN10] any story of typing, broken lines, failing commits, reloads and killed servers', () => {
  const SEED = 20_261_122
  let rows = 0

  it(`keeps every promise at every step (seed ${SEED})`, { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        rows += await live(steps)
      }),
      { seed: SEED, numRuns: 100 },
    )
  })

  it('has built something', () => {
    expect(rows).toBeGreaterThan(500)
  })
})
