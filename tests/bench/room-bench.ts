import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { nodesOf, textOf } from '@/lib/case/ydoc'
import { ok } from '@/lib/gsn/outcome'
import { step1Frame, step2Frame, updateFrame } from '@/lib/wire/frames'
import { createLog } from '@/server/log'
import { projectRoot } from '@/server/root'
import { openStore } from '@/server/store/open'
import { createRoomStore } from '@/server/store/room-store'
import { createRooms, type SocketRooms } from '@/server/sync/create-rooms'
import { ensureCase } from '../support/postgres-houses'
import { Seat } from '../support/seat'
import { author, CASE, SERVICE_KEY } from '../support/sync-house'
import { growCase } from './grown-case'
import { percentiles, shown } from './sync/figures'

/**
 * One room over the embedded store, without a network: from the moment an update arrives until everybody else has been
 * sent it. What is measured is the commit, flushed to the disk, and what the room does around it.
 */
const ELEMENTS = 3_000
const folder = join(projectRoot(), 'dist/bench', `room-${process.pid}`)
mkdirSync(folder, { recursive: true })
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

const clock = () => new Date().toISOString()
const log = createLog('error', clock)
const store = await openStore({ dataDir: folder }, log)
await ensureCase(store)
const rooms = createRooms({ store: createRoomStore(store.db, false, store.lane), clock, serviceKey: SERVICE_KEY, log })
const grown = await rooms.edit(CASE, author('ann'), (doc) => ok(growCase(doc, ELEMENTS)))
if (!grown.ok) throw new Error(grown.refusal.message)
const state = await rooms.read(CASE, (doc) => Y.encodeStateAsUpdate(doc))

/** Somebody who types into a statement of their own. */
class Typist {
  readonly doc = new Y.Doc()
  readonly seat: Seat
  private readonly made: Uint8Array[] = []

  constructor(
    person: string,
    private readonly element: number,
  ) {
    this.seat = new Seat(person)
    Y.applyUpdate(this.doc, state)
    this.doc.on('update', (bytes: Uint8Array) => this.made.push(bytes))
  }

  async join(all: SocketRooms): Promise<this> {
    await this.seat.join(all)
    this.seat.send(step1Frame(Y.encodeStateVector(this.doc)))
    this.seat.send(step2Frame(Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.doc))))
    return this
  }

  type(): void {
    const id = [...nodesOf(this.doc).keys()][this.element] ?? ''
    const text = textOf(this.doc, id, 'statement')
    text.insert(text.length, 'x')
    for (const bytes of this.made.splice(0)) this.seat.send(updateFrame(bytes))
  }

  /** Updates that it has been sent. */
  updates(): number {
    return this.seat.heard.filter((frame) => frame[0] === 0 && frame[1] === 2).length
  }
}

async function paced(people: number, gapMs: number, rounds: number): Promise<void> {
  const typists = await Promise.all(
    Array.from({ length: people }, (_, n) => new Typist(n % 2 === 0 ? 'ann' : 'hal', n).join(rooms)),
  )
  const watcher = await new Typist('ben', 0).join(rooms)
  await sleep(500)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const times: number[] = []
  const cpu = process.cpuUsage()
  delay.enable()
  for (let round = 0; round < rounds; round++) {
    await sleep(gapMs)
    const before = watcher.updates()
    const from = performance.now()
    typists[round % people]?.type()
    while (watcher.updates() === before) await new Promise((resolve) => setImmediate(resolve))
    times.push(performance.now() - from)
    watcher.seat.heard.length = 0
    for (const { seat } of typists) seat.heard.length = 0
  }
  delay.disable()
  const used = process.cpuUsage(cpu)
  const { p50, p95, p99 } = percentiles([Float64Array.from(times)])
  console.log(
    `${people} typing by turns, ${gapMs} ms apart: p50 ${shown(p50)} p95 ${shown(p95)} p99 ${shown(p99)} ms, ` +
      `CPU ${shown((used.user + used.system) / rounds / 1e3)} ms per edit, longest block ${shown(delay.max / 1e6)} ms`,
  )
  for (const { seat, doc } of [...typists, watcher]) {
    seat.leave()
    doc.destroy()
  }
}

async function flood(people: number, edits: number): Promise<void> {
  const typists = await Promise.all(
    Array.from({ length: people }, (_, n) => new Typist(n % 2 === 0 ? 'ann' : 'hal', n).join(rooms)),
  )
  await sleep(500)
  const head = await rooms.read(CASE, (_doc, seq) => seq)
  const text = () =>
    rooms.read(CASE, (doc) =>
      typists.reduce((sum, _, n) => sum + textOf(doc, [...nodesOf(doc).keys()][n] ?? '', 'statement').length, 0),
    )
  const before = await text()
  const from = performance.now()
  for (let made = 0; made < edits; made++) {
    const typist = typists[made % people]
    while (typist?.seat.paused === true) await new Promise((resolve) => setImmediate(resolve))
    typist?.type()
    if (made % people === 0) await new Promise((resolve) => setImmediate(resolve))
    for (const { seat } of typists) seat.heard.length = 0
  }
  while ((await text()) < before + edits) await sleep(1)
  const seconds = (performance.now() - from) / 1e3
  const rows = (await rooms.read(CASE, (_doc, seq) => seq)) - head
  console.log(`${people} typing as fast as they are taken: ${shown(edits / seconds)} edits/s in ${rows} rows`)
  for (const { seat, doc } of typists) {
    seat.leave()
    doc.destroy()
  }
}

function flushes(): void {
  const file = join(folder, 'flush')
  const handle = openSync(file, 'w')
  const times = Float64Array.from({ length: 300 }, () => {
    const from = performance.now()
    writeSync(handle, 'x'.repeat(8_192))
    fsyncSync(handle)
    return performance.now() - from
  })
  closeSync(handle)
  const { p50, p95, p99 } = percentiles([times])
  console.log(`a bare flush of this disk: p50 ${shown(p50)} p95 ${shown(p95)} p99 ${shown(p99)} ms`)
}

flushes()
await paced(2, 20, 300)
await paced(10, 5, 600)
await flood(50, 10_000)
await rooms.close()
await store.close()
