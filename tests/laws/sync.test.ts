import fc from 'fast-check'
import * as decoding from 'lib0/decoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { ok } from '@/lib/gsn/outcome'
import { controlMessage } from '@/lib/wire/control'
import { barrierFrame, step1Frame, step2Frame, updateFrame } from '@/lib/wire/frames'
import { NO_HEADS } from '@/lib/wire/ledger'
import { replicaHash } from '@/lib/wire/replica-hash'
import { createLog } from '@/server/log'
import { Connection } from '@/server/sync/connection'
import { createRooms, type SocketRooms } from '@/server/sync/create-rooms'
import { loadCase } from '@/server/sync/load-case'
import type { Room } from '@/server/sync/room'
import { LONG, rounds, seedOf } from '../support/long'
import { MemoryRoomStore } from '../support/memory-room-store'
import { MemorySignals } from '../support/memory-signals'
import { author, CASE, SERVICE_KEY } from '../support/sync-house'

/** A browser reduced to its essence: a document, two queues, and what it was told is saved. */
class Tab {
  doc = new Y.Doc()
  up: Uint8Array[] = []
  down: Uint8Array[] = []
  saved = 0
  made = 0
  synced = false
  /** As the server said it first; a copy of another epoch is put aside. */
  epoch: number | undefined
  /** Every client id it has written under. */
  readonly clients = new Set<number>()
  private seat: { room: Room; connection: Connection } | undefined

  constructor(
    readonly person: string,
    private number: number,
  ) {
    this.listen()
  }

  get text() {
    return this.doc.getText('t:G1:statement')
  }

  /** One character per keystroke, of this tab alone: nothing typed between can break it. */
  mark = (n: number) => String.fromCodePoint(0x4e00 + this.number * 250 + n)

  type(at: number): void {
    this.text.insert(at % (this.text.length + 1), this.mark(this.made++))
    if (this.synced) this.up.push(barrierFrame(this.made))
  }

  /** Something that anybody may have written goes. */
  erase(at: number): void {
    if (this.doc.getText('t:G2:statement').length > 0) this.doc.getText('t:G2:statement').delete(0, 1)
    else this.doc.getText('t:G2:statement').insert(0, `${at}`)
  }

  async join(rooms: SocketRooms, epoch: number): Promise<void> {
    this.drop()
    if (this.epoch !== undefined && this.epoch !== epoch) this.putAside()
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
        epoch,
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
    this.up = []
    this.down = []
    this.synced = false
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
    if (type === 100) {
      const said = controlMessage.parse(JSON.parse(decoding.readVarString(decoder)))
      if (said.type === 'hello') this.epoch ??= said.epoch
    }
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

  /** Another client id from one keystroke to the next, as after a clash of ids. */
  rotate(): void {
    this.doc.clientID = this.doc.clientID === 2 ** 32 - 1 ? 1 : this.doc.clientID + 1
    this.clients.add(this.doc.clientID)
  }

  /** The case was restored: what is here goes to the rescue copy, and a new document begins. */
  private putAside(): void {
    this.doc = new Y.Doc()
    this.number += 4
    this.made = 0
    this.saved = 0
    this.epoch = undefined
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
  const line = new MemorySignals()
  store.tell = line.say
  const epoch = () => store.kept(CASE).epoch
  const clock = () => new Date().toISOString()
  const open = () => {
    const signals = line.open()
    const rooms = createRooms({
      store,
      clock,
      serviceKey: SERVICE_KEY,
      log: createLog('silent', clock),
      pace: { snapshotRows: 7, shutdownSpreadMs: 0, presenceMs: 1, idleMs: 1e6 },
      signals,
    })
    return { rooms, signals }
  }
  const home = open()
  const nodes = [open(), open()]
  const node = (n: number) => (nodes[n % nodes.length] ?? home).rooms
  const tabs = [new Tab('ann', 0), new Tab('ann', 1), new Tab('hal', 2), new Tab('ida', 3)]

  const committedHolds = async () => {
    const log = await loadCase(store, CASE)
    const stored = log.doc.getText('t:G1:statement').toString()
    for (const tab of tabs) {
      // A copy from before the restore is about another case.
      if (tab.epoch !== undefined && tab.epoch !== epoch()) continue
      for (let n = 0; n < tab.saved; n++)
        expect(stored, `saved means stored: ${tab.saved} of ${tab.made} at epoch ${tab.epoch}`).toContain(tab.mark(n))
      for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(tab.doc))) {
        if (!tab.clients.has(client)) {
          expect(Y.getState(log.doc.store, client), 'seen means stored').toBeGreaterThanOrEqual(clock)
        }
      }
      expect(tab.doc.store.pendingStructs, 'nothing arrives with a gap').toBeNull()
    }
  }

  for (const [index, tab] of tabs.entries()) await tab.join(node(index), epoch())
  await exchange(tabs)
  for (const [what, who, number] of story) {
    const tab = tabs[who % tabs.length] as Tab
    if (what < 4) for (let i = 0; i <= number % 3; i++) tab.type(number)
    else if (what < 5) tab.erase(number)
    else if (what < 8) for (let i = 0; i <= number; i++) tab.sendOne()
    else if (what < 11) for (let i = 0; i <= number; i++) tab.hearOne()
    else if (what === 11) tab.drop()
    else if (what < 15) await tab.join(node(number), epoch())
    else if (what === 15) tab.reload()
    else if (what < 18) failOnce(store, number % 2 === 0 ? 'beforeCommit' : 'afterCommit')
    else if (what === 18) {
      await node(number)
        .edit(CASE, author('ida'), (doc) => {
          doc.getText('t:G3:statement').insert(0, 's')
          return ok()
        })
        .catch(() => {})
    } else if (what === 19) {
      // A process goes: no goodbye, its tabs lose their lines.
      for (const each of tabs) if (number % 3 === 0) each.drop()
      line.silence(nodes[number % 2]?.signals.node ?? '')
      nodes[number % 2] = open()
    } else if (what === 20) tab.rotate()
    else if (what === 21 && number < 4) store.restore(CASE, Math.floor((store.kept(CASE).rows.length * number) / 4))
    else if (what === 22) {
      // The line between the processes breaks, and what is said is lost until it is up again.
      const { signals } = nodes[number % 2] ?? home
      if (number % 3 === 0) line.silence(signals.node)
      else line.restore(signals.node)
    }
    await settle()
    await committedHolds()
  }

  store.beforeCommit = () => {}
  store.afterCommit = () => {}
  for (const tab of tabs) await tab.join(home.rooms, epoch())
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
  await Promise.all([...nodes, home].map((each) => each.rooms.close()))
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

const story = fc.array(fc.tuple(fc.nat(22), fc.nat(3), fc.nat(20)), { minLength: 20, maxLength: 80, size: 'max' })

describe('[SYN1] [SYN2] [SYN3] [SYN4] [SYN10] any story of typing, broken lines, failing commits, reloads, restored backups and killed servers', () => {
  const SEED = seedOf(20_261_122)
  const RUNS = rounds(200, 5_000)
  let rows = 0

  it(`keeps every promise at every step of ${RUNS} stories (seed ${SEED})`, {
    timeout: LONG ? 3_600_000 : 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        rows += await live(steps)
      }),
      { seed: SEED, numRuns: RUNS },
    )
  })

  it('has built something', () => {
    expect(rows).toBeGreaterThan(500)
  })
})
