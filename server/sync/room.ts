import * as Y from 'yjs'
import { readCase } from '@/lib/case/read'
import type { CaseGraph } from '@/lib/gsn/graph'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { CloseReason } from '@/lib/wire/close-codes'
import {
  type AwarenessEntry,
  awarenessFrame,
  barrierAnswerFrame,
  type ClientFrame,
  controlFrame,
  ledgerFrame,
  readClientFrame,
  step1Frame,
  step2Frame,
  updateFrame,
} from '@/lib/wire/frames'
import type { LedgerEntry, NewEntry } from '@/lib/wire/ledger'
import { LIMITS } from '@/lib/wire/limits'
import { replicaHash } from '@/lib/wire/replica-hash'
import { nextEntries } from '../ledger/append'
import { CaseLedger } from '../ledger/case-ledger'
import { CaseNotFound } from '../store/room-store'
import type { Connection } from './connection'
import { type LoadedCase, loadCase } from './load-case'
import { Presence } from './presence'
import type { RoomDeps } from './room-deps'
import type { Author, CaseState } from './rooms'
import { EditFailed, Stage, type Staged } from './stage'
import { mergeUpdates } from './update-check'

/** One thing that happens in a room. Jobs are taken in the order in which they came. */
interface Job {
  /** Stages changes; what it returns runs when they are committed, with the document as it is in the store. */
  readonly take: () => Promise<AfterCommit | undefined> | AfterCommit | undefined
  /** The room cannot go on. */
  readonly fail: (error: unknown) => void
  /** Runs by itself, with nothing staged. */
  readonly alone?: boolean
}
/** Frames whose order among all others counts. */
type QueuedFrame = Exclude<ClientFrame, { kind: 'awareness' | 'queryAwareness' }>
type AfterCommit = () => void | Promise<void>

/** Bytes that one commit takes at most, so that a burst cannot hold everybody up. */
const BATCH_BYTES = 4 * 1024 * 1024

/**
 * One room is one case on this process: its document, its people, and the one order in which everything reaches the
 * store. [SYN1] [SYN2] Changes are staged, committed in one transaction, then told; between two batches the document is
 * exactly what the store holds, and only then is anybody answered. What arrives during a commit joins the next one, so an
 * idle room commits at once and a busy one in groups.
 */
export class Room {
  readonly connections = new Set<Connection>()
  /** Nothing is taken any more: ask the registry for a new room. */
  dead = false
  private readonly jobs: Job[] = []
  private running = false
  private stage: Stage
  private seq: number
  private snapshotSeq: number
  private readonly epoch: number
  private readonly schema: number
  private readonly ledger = new CaseLedger()
  private readonly presence: Presence
  /** Connections that have yet to be told who is here. */
  private readonly newcomers = new Set<Connection>()
  private graphAt: { seq: number; graph: CaseGraph } | undefined
  private hashAt: { seq: number; hash: string } | undefined
  private stopPresence: (() => void) | undefined
  private stopHeartbeat: (() => void) | undefined
  private stopIdle: (() => void) | undefined

  /** @throws CaseNotFound, LogDamaged or the store's error: never an empty document instead */
  static async open(caseId: string, deps: RoomDeps, onDead: () => void): Promise<Room> {
    return new Room(caseId, await loadCase(deps.store, caseId), deps, onDead)
  }

  private constructor(
    readonly caseId: string,
    loaded: LoadedCase,
    private readonly deps: RoomDeps,
    private readonly onDead: () => void,
  ) {
    this.stage = new Stage(loaded.doc, loaded.owners)
    this.seq = loaded.seq
    this.snapshotSeq = loaded.snapshotSeq
    this.epoch = loaded.epoch
    this.schema = loaded.schema
    this.presence = new Presence(
      () => Date.parse(deps.clock()),
      (client) => this.stage.owners.get(client),
    )
    this.heartbeat()
    this.idle()
  }

  // What comes in

  join(connection: Connection): void {
    this.connections.add(connection)
    this.stopIdle?.()
    this.push({ take: () => () => this.welcome(connection), fail: () => connection.expel('unavailable') })
  }

  /** A frame of a connection. Anything that is not one closes it [SYN7]. */
  receive(connection: Connection, bytes: Uint8Array): void {
    if (connection.closed || this.dead) return
    const frame = bytes.length > LIMITS.frame ? 'too-large' : (readClientFrame(bytes) ?? 'malformed')
    if (typeof frame === 'string') this.expel(connection, frame)
    else if (frame.kind === 'awareness') this.hear(connection, frame.update)
    else if (frame.kind === 'queryAwareness') this.introduce(connection)
    else this.queue(connection, frame, bytes.length)
  }

  private queue(connection: Connection, frame: QueuedFrame, bytes: number): void {
    connection.queued(bytes)
    this.push({
      take: () => {
        connection.taken(bytes)
        return connection.expelled ? undefined : this.take(connection, frame)
      },
      fail: () => connection.expel('unavailable'),
    })
  }

  leave(connection: Connection): void {
    connection.closed = true
    if (!this.connections.delete(connection)) return
    this.newcomers.delete(connection)
    this.presence.leave(connection)
    this.presenceSoon()
    if (this.connections.size === 0) this.idle()
  }

  expel(connection: Connection, reason: CloseReason): void {
    connection.expel(reason)
    this.leave(connection)
  }

  edit<T>(by: Author, fn: (doc: Y.Doc) => Outcome<T>): Promise<Outcome<{ value: T; seq: number }>> {
    return new Promise((resolve, fail) => {
      this.push({ fail, take: () => this.takeEdit(by, fn, resolve, fail) })
    })
  }

  read<T>(fn: (doc: Y.Doc, seq: number) => T): Promise<T> {
    return new Promise((resolve, fail) => {
      const answer = () => settle(() => fn(this.stage.doc, this.seq), resolve, fail)
      this.push({ take: () => answer, fail })
    })
  }

  record<T>(
    by: Author,
    decide: (state: CaseState) => Promise<Outcome<{ readonly entries: readonly NewEntry[]; readonly value: T }>>,
  ): Promise<Outcome<{ value: T; entries: readonly LedgerEntry[] }>> {
    return new Promise((resolve, fail) => {
      const take = async () => {
        await this.decide(by, decide).then(resolve, fail)
        return undefined
      }
      this.push({ take, fail, alone: true })
    })
  }

  /** [SYN5] Judges connections anew: who may no longer read is out, whose role changed is told. */
  async recheck(personId: string | undefined): Promise<void> {
    const concerned = [...this.connections].filter((one) => personId === undefined || one.by.personId === personId)
    for (const connection of concerned) {
      const verdict = await connection.admission.judge()
      if (!verdict.ok) this.expel(connection, verdict.close === 'not-found' ? 'forbidden' : verdict.close)
      else {
        const moved = connection.by.side !== verdict.by.side
        connection.by = verdict.by
        connection.canEdit = verdict.canEdit
        // Another side reads another ledger: the client asks for it anew.
        if (moved) this.expel(connection, 'unavailable')
        else if (connection.joined) this.greet(connection)
      }
    }
  }

  /** Finishes what has arrived, answers it, and closes everybody for a restart. [SYN11] */
  shutdown(): Promise<void> {
    for (const connection of this.connections) connection.send(controlFrame({ type: 'going-away' }))
    return new Promise((resolve) => {
      const take = async () => {
        this.die()
        await this.closeAll()
        resolve()
        return undefined
      }
      this.push({ take, fail: () => resolve(), alone: true })
    })
  }

  // The loop

  private push(job: Job): void {
    if (this.dead) {
      job.fail(new Error('The room is closed.'))
      return
    }
    this.jobs.push(job)
    if (!this.running) void this.run()
  }

  private async run(): Promise<void> {
    this.running = true
    // Frames that one read of the network brings belong into one commit.
    await Promise.resolve()
    while (this.jobs.length > 0) {
      try {
        await this.batch()
      } catch (error) {
        this.fail(error)
      }
    }
    this.running = false
  }

  private async batch(): Promise<void> {
    const after: { job: Job; run: AfterCommit }[] = []
    try {
      for (let job = this.jobs[0]; job !== undefined && this.stage.bytes < BATCH_BYTES; job = this.jobs[0]) {
        const clean = after.length === 0 && this.stage.pending.length === 0
        if (job.alone === true && !clean) break
        this.jobs.shift()
        const run = await takeOrFail(job)
        if (run !== undefined) after.push({ job, run })
        if (job.alone === true) return
      }
      if (this.stage.pending.length > 0) await this.commit()
    } catch (error) {
      for (const { job } of after) job.fail(error)
      throw error
    }
    await runAll(after)
    await this.snapshot()
  }

  /** [SYN1] The store failed: nothing is acknowledged, everybody comes back and resends, the log decides what stands. */
  private fail(error: unknown): void {
    this.deps.log.error('room failed', error, { case: this.caseId })
    this.die()
    for (const job of this.jobs.splice(0)) job.fail(error)
    const reason = error instanceof CaseNotFound ? 'not-found' : 'unavailable'
    for (const connection of [...this.connections]) this.expel(connection, reason)
  }

  private die(): void {
    if (this.dead) return
    this.dead = true
    this.stopHeartbeat?.()
    this.stopPresence?.()
    this.stopIdle?.()
    this.onDead()
  }

  // Changes

  private take(connection: Connection, frame: QueuedFrame) {
    switch (frame.kind) {
      case 'step1':
        return () => this.answerStep1(connection, frame.stateVector)
      case 'barrier':
        if (connection.synced) return () => connection.send(barrierAnswerFrame(frame.n, this.seq))
        if (connection.held.length < 100) connection.held.push(frame.n)
        return undefined
      case 'update':
        // y-websocket sends live updates before its step 2, with honest gaps; they are all contained in that step 2.
        return connection.synced ? this.takeUpdate(connection, frame.update) : undefined
      case 'step2':
        return this.takeUpdate(connection, frame.update)
    }
  }

  private async takeUpdate(connection: Connection, update: Uint8Array): Promise<AfterCommit | undefined> {
    const result = this.stage.apply(connection.by, update, connection, connection.canEdit)
    if ('rejected' in result) {
      const { close, refusal, tainted } = result.rejected
      this.deps.log.warn('update refused', { case: this.caseId, person: connection.by.personId, why: refusal.message })
      this.expel(connection, close)
      if (tainted) await this.rebuild()
      return undefined
    }
    const first = !connection.synced
    connection.synced = true
    if (result.staged === undefined && !first) return undefined
    return () => {
      if (result.staged !== undefined) connection.send(controlFrame({ type: 'saved', seq: this.seq }))
      for (const n of connection.held.splice(0)) connection.send(barrierAnswerFrame(n, this.seq))
    }
  }

  private async takeEdit<T>(
    by: Author,
    fn: (doc: Y.Doc) => Outcome<T>,
    resolve: (outcome: Outcome<{ value: T; seq: number }>) => void,
    fail: (error: unknown) => void,
  ): Promise<AfterCommit | undefined> {
    try {
      const { outcome, tainted } = this.stage.edit(by, fn, this.deps.clientId)
      if (tainted) await this.rebuild()
      if (outcome.ok) return () => resolve(ok({ value: outcome.value, seq: this.seq }))
      resolve(outcome)
    } catch (error) {
      if (!(error instanceof EditFailed)) throw error
      if (error.tainted) await this.rebuild()
      fail(error.reason)
    }
    return undefined
  }

  /** The document held something that was refused: back to what is committed, with what else was accepted on top. */
  private async rebuild(keep: readonly Staged[] = [...this.stage.pending]): Promise<void> {
    const loaded = await loadCase(this.deps.store, this.caseId)
    const before = this.stage.doc
    this.stage = new Stage(loaded.doc, loaded.owners)
    before.destroy()
    if (loaded.seq > this.seq) await this.tellRowsOfOthers()
    this.stage.restage(keep)
  }

  private async commit(): Promise<void> {
    for (let attempt = 0; this.stage.pending.length > 0; attempt++) {
      if (attempt > 20) throw new Error('The case is written to faster elsewhere than it can be followed here.')
      const verdict = await this.tryCommit()
      if (verdict === 'behind') await this.catchUp()
      else if (verdict !== 'done') await this.dropForeign(verdict)
      else return
    }
  }

  private async tryCommit(): Promise<'done' | 'behind' | ReadonlySet<number>> {
    const at = this.deps.clock()
    const rows = this.stage.rows(this.seq, at)
    const verdict = await this.deps.store
      .transact(this.caseId, async (tx) => {
        if (tx.head !== this.seq) return 'behind' as const
        const foreign = await tx.bind(this.stage.unbound(), at)
        if (foreign.size > 0) throw new ForeignClients(foreign)
        await tx.append(rows)
        return 'done' as const
      })
      .catch((error) => {
        if (error instanceof ForeignClients) return error.clients
        throw error
      })
    if (verdict === 'done') this.tellCommitted(rows.length)
    return verdict
  }

  private tellCommitted(rows: number): void {
    const staged = [...this.stage.pending]
    this.stage.committed()
    this.seq += rows
    const sender = staged.every((one) => one.from === staged[0]?.from) ? staged[0]?.from : undefined
    const frame = updateFrame(mergeUpdates(staged.map((one) => one.bytes)))
    for (const connection of this.connections) {
      if (connection.follows && connection !== sender) connection.send(frame)
    }
  }

  /** Another process wrote to this case: take its rows and tell them, then go on. [SYN10] */
  private async catchUp(): Promise<void> {
    for (const row of await this.tellRowsOfOthers()) Y.applyUpdate(this.stage.doc, row.update, 'other-process')
  }

  private async tellRowsOfOthers() {
    const rows = await this.deps.store.rowsAfter(this.caseId, this.seq)
    for (const row of rows) {
      for (const client of row.clientIds) this.stage.owners.set(client, row.personId)
      for (const connection of this.connections) if (connection.follows) connection.send(updateFrame(row.update))
      this.seq = row.seq
    }
    return rows
  }

  /** [SYN4] Client ids that another process bound to somebody else in the meantime. */
  private async dropForeign(clients: ReadonlySet<number>): Promise<void> {
    const guilty = (staged: Staged) => [...staged.clients].some((client) => clients.has(client))
    const keep = this.stage.pending.filter((staged) => !guilty(staged))
    for (const connection of [...this.connections]) {
      if (this.stage.pending.some((one) => one.from === connection && guilty(one))) this.expel(connection, 'forbidden')
    }
    await this.rebuild(keep)
  }

  // Decisions

  private async decide<T>(
    by: Author,
    decide: (state: CaseState) => Promise<Outcome<{ readonly entries: readonly NewEntry[]; readonly value: T }>>,
  ): Promise<Outcome<{ value: T; entries: readonly LedgerEntry[] }>> {
    const { store, clock, sealing } = this.deps
    for (;;) {
      const fresh: LedgerEntry[] = []
      const result = await store
        .transact(this.caseId, async (tx) => {
          if (tx.head !== this.seq) return 'behind' as const
          fresh.push(...(await this.ledger.refresh(tx)))
          const at = clock()
          const entries = this.ledger.visibleTo(by.side)
          const state = { doc: this.stage.doc, graph: this.graph(), seq: this.seq, entries, tx: tx.tx, at }
          const outcome = await decide(state)
          // A refusal undoes rows that the decision may have written already.
          if (!outcome.ok) throw new Refused(outcome)
          const written = nextEntries(this.caseId, this.ledger, by, outcome.value.entries, at, sealing)
          await tx.appendEntries(written)
          return ok({ value: outcome.value.value, entries: written })
        })
        .catch((error) => {
          if (error instanceof Refused) return error.outcome
          throw error
        })
      if (result === 'behind') {
        await this.catchUp()
        continue
      }
      if (result.ok) {
        this.ledger.add(result.value.entries)
        fresh.push(...result.value.entries)
      }
      for (const connection of this.connections) if (connection.joined) this.feed(connection, fresh)
      return result
    }
  }

  private graph(): CaseGraph {
    if (this.graphAt?.seq !== this.seq) this.graphAt = { seq: this.seq, graph: readCase(this.stage.doc) }
    return this.graphAt.graph
  }

  // What goes out

  private async welcome(connection: Connection): Promise<void> {
    await this.ledger.refresh({
      entriesAfter: (chain, seq) => this.deps.store.entriesAfter(this.caseId, chain, seq),
    })
    if (connection.closed) return
    this.greet(connection)
    connection.send(step1Frame(Y.encodeStateVector(this.stage.doc)))
    this.feed(connection, this.ledger.visibleTo(connection.by.side))
    connection.joined = true
    this.introduce(connection)
  }

  /** Tells a connection about everybody who is here, with the next window of presence. */
  private introduce(connection: Connection): void {
    this.newcomers.add(connection)
    this.presenceSoon()
  }

  private greet(connection: Connection): void {
    const { expires } = connection.admission
    connection.send(
      controlFrame({
        type: 'hello',
        role: connection.canEdit ? 'edit' : 'read',
        epoch: this.epoch,
        seq: this.seq,
        schema: this.schema,
        limits: { frame: LIMITS.frame, awareness: LIMITS.awareness, text: LIMITS.text },
        ...(expires === undefined ? {} : { expires }),
      }),
    )
  }

  private answerStep1(connection: Connection, stateVector: Uint8Array): void {
    try {
      connection.send(step2Frame(Y.encodeStateAsUpdate(this.stage.doc, stateVector)))
      connection.follows = true
    } catch {
      this.expel(connection, 'malformed')
    }
  }

  private feed(connection: Connection, entries: readonly LedgerEntry[]): void {
    const unsent = connection.unsent(entries)
    if (unsent.length > 0) connection.send(ledgerFrame(unsent))
  }

  private hear(connection: Connection, update: Uint8Array): void {
    const result = this.presence.receive(connection, connection.by, update)
    if (result === 'malformed' || result === 'too-large') this.expel(connection, result)
    else if (result === 'changed') this.presenceSoon()
  }

  private presenceSoon(): void {
    if (this.dead) return
    this.stopPresence ??= this.deps.timers.after(this.deps.pace.presenceMs, () => this.tellPresence())
  }

  private tellPresence(): void {
    this.stopPresence = undefined
    const changes = this.presence.takeChanges()
    const all = changes.size === 0 ? undefined : awarenessFrame([...changes.values()])
    for (const connection of this.connections) {
      if (!connection.joined) continue
      if (this.newcomers.delete(connection)) tell(connection, this.presence.others(connection))
      else if (changes.has(connection)) tell(connection, [...changes].filter(([of]) => of !== connection).map(second))
      else if (all !== undefined) connection.send(all)
    }
  }

  private heartbeat(): void {
    this.stopHeartbeat = this.deps.timers.after(this.deps.pace.heartbeatMs, () => {
      const tell = () => {
        if (this.hashAt?.seq !== this.seq) this.hashAt = { seq: this.seq, hash: replicaHash(this.stage.doc) }
        const frame = controlFrame({ type: 'heartbeat', ...this.hashAt })
        for (const connection of this.connections) if (connection.follows) connection.send(frame)
      }
      if (this.connections.size > 0) this.push({ take: () => tell, fail: () => {} })
      this.heartbeat()
    })
  }

  // Rest

  private async snapshot(atLeast = this.deps.pace.snapshotRows): Promise<void> {
    if (this.seq - this.snapshotSeq < atLeast) return
    const { clock, store, log } = this.deps
    const state = Y.encodeStateAsUpdateV2(this.stage.doc)
    this.snapshotSeq = this.seq
    // Only for speed: the log has everything.
    await store
      .saveSnapshot(this.caseId, { seq: this.seq, at: clock(), state })
      .catch((error) => log.error('snapshot failed', error, { case: this.caseId }))
  }

  /** [SYN9] A room that nobody is in for a while costs no memory. */
  private idle(): void {
    this.stopIdle?.()
    this.stopIdle = this.deps.timers.after(this.deps.pace.idleMs, () => {
      const release = async () => {
        await this.snapshot(Math.ceil(this.deps.pace.snapshotRows / 4))
        if (this.connections.size > 0) return undefined
        if (this.jobs.length > 0) this.idle()
        else {
          this.die()
          this.stage.doc.destroy()
        }
        return undefined
      }
      this.push({ take: release, fail: () => {}, alone: true })
    })
  }

  private async closeAll(): Promise<void> {
    for (const job of this.jobs.splice(0)) job.fail(new Error('The server is restarting.'))
    const { timers, pace } = this.deps
    const all = [...this.connections]
    const step = all.length === 0 ? 0 : pace.shutdownSpreadMs / all.length
    for (const connection of all) {
      if (step > 0) await new Promise<void>((resolve) => void timers.after(step, resolve))
      this.expel(connection, 'restarting')
    }
  }
}

async function takeOrFail(job: Job): Promise<AfterCommit | undefined> {
  try {
    return await job.take()
  } catch (error) {
    job.fail(error)
    throw error
  }
}

/** Answers everything that is committed, also when one answer fails. */
async function runAll(after: readonly { job: Job; run: AfterCommit }[]): Promise<void> {
  const failures: unknown[] = []
  for (const { job, run } of after) {
    try {
      await run()
    } catch (error) {
      job.fail(error)
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

function tell(connection: Connection, entries: readonly AwarenessEntry[]): void {
  if (entries.length > 0) connection.send(awarenessFrame(entries))
}

const second = <T>([, value]: readonly [unknown, T]): T => value

function settle<T>(work: () => T, resolve: (value: T) => void, fail: (error: unknown) => void): void {
  try {
    resolve(work())
  } catch (error) {
    fail(error)
  }
}

/** Rolls a decision's transaction back without being a fault. */
class Refused extends Error {
  constructor(readonly outcome: Extract<Outcome<never>, { ok: false }>) {
    super('refused')
  }
}

class ForeignClients extends Error {
  constructor(readonly clients: ReadonlySet<number>) {
    super('foreign client ids')
  }
}
