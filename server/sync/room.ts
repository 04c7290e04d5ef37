import * as Y from 'yjs'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { CloseReason } from '@/lib/wire/close-codes'
import {
  type AwarenessEntry,
  barrierAnswerFrame,
  type ClientFrame,
  controlFrame,
  readClientFrame,
  step1Frame,
} from '@/lib/wire/frames'
import type { Chain, LedgerEntry } from '@/lib/wire/ledger'
import { LIMITS } from '@/lib/wire/limits'
import { replicaHash } from '@/lib/wire/replica-hash'
import { CaseNotFound } from '../store/room-store'
import { Audience } from './audience'
import { CaseLog } from './case-log'
import { CaseReplaced } from './case-replaced'
import { ClientBudget } from './client-budget'
import type { Connection, Verdict } from './connection'
import type { Decide, Decided } from './decide'
import { Decisions } from './decisions'
import { type AfterCommit, JobLine } from './job-line'
import type { LoadedCase } from './load-case'
import { loadMigrated } from './migrate-case'
import type { RoomDeps } from './room-deps'
import type { Author } from './rooms'
import { EditFailed } from './stage'

/** Frames whose order among all others counts. */
type QueuedFrame = Exclude<ClientFrame, { kind: 'awareness' | 'queryAwareness' }>

/** Bytes that one commit takes at most, so that a burst cannot hold everybody up. */
const BATCH_BYTES = 4 * 1024 * 1024

/**
 * After a batch was told to so many, the next one waits for so long, in which it grows: a room of 200 tells 100 times in a
 * second at most, or its clients would be busy with frames. Nobody waits who is the first to edit for a while.
 */
const FREE_LISTENERS = 25
const MS_PER_LISTENER = 0.05

/** An answer to a state vector costs as much as many small messages. */
const STEP1_COST = 128 * 1024

/**
 * One room is one case on this process: its document, its people, and the one order in which everything reaches the
 * store. [SYN1] [SYN2] Changes are staged, committed in one transaction, then told; between two batches the document is
 * exactly what the store holds, and only then is anybody answered. Longer than most files, because it is the one place
 * that holds a document, its seq and its line of events together; what can be said without them lives beside it.
 */
export class Room {
  /** Nothing is taken any more: ask the registry for a new room. */
  dead = false
  private readonly audience: Audience
  private readonly line: JobLine
  private readonly log: CaseLog
  private readonly decisions: Decisions
  private hashAt: { seq: number; hash: string } | undefined
  /** How far another process says that the case is. */
  private told = 0
  private judging = false
  /** To how many the last batch was told. */
  private listeners = 0
  private stopHeartbeat: (() => void) | undefined
  private stopIdle: (() => void) | undefined

  /** @throws CaseNotFound, LogDamaged or the store's error: never an empty document instead */
  static async open(caseId: string, deps: RoomDeps, onDead: () => void): Promise<Room> {
    return new Room(caseId, await loadMigrated(deps.store, caseId, deps), deps, onDead)
  }

  get epoch(): number {
    return this.log.epoch
  }

  private constructor(
    readonly caseId: string,
    loaded: LoadedCase,
    private readonly deps: RoomDeps,
    private readonly onDead: () => void,
  ) {
    this.log = new CaseLog(caseId, loaded, new ClientBudget(), deps, {
      tell: (frame, except) => {
        this.listeners = this.audience.tell(frame, except)
      },
      foreign: ({ from }) => from !== undefined && this.expel(from, 'forbidden'),
    })
    this.decisions = new Decisions(caseId, this.log, deps, (fresh) => this.tellFacts(fresh))
    this.audience = new Audience(
      deps,
      (client) => this.log.stage.owners.get(client),
      (entries) => deps.neighbours?.present(caseId, entries),
    )
    this.line = new JobLine({
      staged: () => this.log.stage.pending.length > 0,
      full: () => this.log.stage.bytes >= BATCH_BYTES,
      commit: () => this.log.commit(),
      rest: () => this.rest(),
      failed: (error) => this.failed(error),
    })
    this.heartbeat()
    this.idle()
  }

  // What comes in

  /** [SYN7] Whether one more connection of this person would be too many. */
  crowded(personId: string): boolean {
    const { connections } = this.audience
    const own = [...connections].filter((connection) => connection.by.personId === personId)
    return connections.size >= this.deps.pace.perCase || own.length >= this.deps.pace.perPerson
  }

  get empty(): boolean {
    return this.audience.empty && this.line.empty
  }

  join(connection: Connection): void {
    this.audience.connections.add(connection)
    this.stopIdle?.()
    this.line.push({
      take: () => () => this.welcome(connection),
      fail: (error) => this.expel(connection, reasonOf(error)),
    })
  }

  /** A frame of a connection. Anything that is not one closes it [SYN7]. */
  receive(connection: Connection, bytes: Uint8Array): void {
    if (connection.closed || this.dead) return
    const frame = bytes.length > LIMITS.frame ? 'too-large' : (readClientFrame(bytes) ?? 'malformed')
    if (typeof frame === 'string') this.expel(connection, frame)
    else if (frame.kind === 'awareness') this.audience.hear(connection, frame.update)
    else if (frame.kind === 'queryAwareness') this.audience.introduce(connection)
    else this.queue(connection, frame, bytes.length + (frame.kind === 'step1' ? STEP1_COST : 0))
  }

  private queue(connection: Connection, frame: QueuedFrame, bytes: number): void {
    connection.queued(bytes)
    this.line.push({
      take: () => {
        connection.taken(bytes)
        return connection.expelled ? undefined : this.take(connection, frame)
      },
      fail: (error) => this.expel(connection, reasonOf(error)),
    })
  }

  leave(connection: Connection): void {
    this.audience.leave(connection)
    if (this.audience.empty && !this.dead) this.idle()
  }

  expel(connection: Connection, reason: CloseReason): void {
    connection.expel(reason)
    this.leave(connection)
  }

  edit<T>(by: Author, fn: (doc: Y.Doc) => Outcome<T>): Promise<Outcome<{ value: T; seq: number }>> {
    return new Promise((resolve, fail) => {
      this.line.push({ fail, take: () => this.takeEdit(by, fn, resolve, fail) })
    })
  }

  read<T>(fn: (doc: Y.Doc, seq: number) => T): Promise<T> {
    return new Promise((resolve, fail) => {
      const answer = () => settle(() => fn(this.log.doc, this.log.seq), resolve, fail)
      this.line.push({ take: () => answer, fail })
    })
  }

  record<T>(by: Author, decide: Decide<T>): Promise<Decided<T>> {
    return new Promise((resolve, fail) => {
      const take = async () => {
        await this.decisions.decide(by, decide).then(resolve, (error) => {
          fail(error)
          if (error instanceof CaseReplaced) throw error
        })
        return undefined
      }
      this.line.push({ take, fail, alone: true })
    })
  }

  /** [SYN5] Judges connections anew: who may no longer read is out, whose role changed is told. */
  async recheck(personId: string | undefined): Promise<void> {
    for (const connection of [...this.audience.connections]) {
      if (connection.closed) continue
      if (personId !== undefined && connection.by.personId !== personId) continue
      const verdict = await connection.admission.judge().catch((error): Verdict => {
        // Better out than in while nobody can say.
        this.deps.log.error('judging a connection failed', error, { case: this.caseId })
        return { ok: false, close: 'unavailable' }
      })
      if (!verdict.ok) this.expel(connection, verdict.close === 'not-found' ? 'forbidden' : verdict.close)
      else this.follow(connection, verdict)
    }
  }

  private async recheckAll(): Promise<void> {
    if (this.judging) return
    this.judging = true
    await this.recheck(undefined)
    this.judging = false
  }

  private follow(connection: Connection, verdict: Extract<Verdict, { ok: true }>): void {
    const moved = connection.by.side !== verdict.by.side
    const same = connection.canEdit === verdict.canEdit && connection.by.name === verdict.by.name
    connection.by = verdict.by
    connection.canEdit = verdict.canEdit
    // Another side reads another ledger: the client asks for it anew.
    if (moved) this.expel(connection, 'unavailable')
    else if (connection.joined && !same) this.greet(connection)
  }

  /** Finishes what has arrived, answers it, and closes everybody for a restart. [SYN11] */
  shutdown(): Promise<void> {
    for (const connection of this.audience.connections) connection.send(controlFrame({ type: 'going-away' }))
    return new Promise((resolve) => {
      const take = async () => {
        this.die(new Error('The server is restarting.'))
        await this.log.snapshot(Number.POSITIVE_INFINITY)
        await this.audience.dismiss()
        resolve()
        return undefined
      }
      this.line.push({ take, fail: () => resolve(), alone: true })
    })
  }

  /** [SYN1] The store failed: nothing is acknowledged, everybody comes back and resends, the log decides what stands. */
  private failed(error: unknown): void {
    this.deps.log.error('room failed', error, { case: this.caseId })
    this.die(error instanceof Error ? error : new Error(String(error)))
    const reason = reasonOf(error)
    for (const connection of [...this.audience.connections]) this.expel(connection, reason)
  }

  private die(why: Error): void {
    if (this.dead) return
    this.dead = true
    this.stopHeartbeat?.()
    this.stopIdle?.()
    this.audience.close()
    this.line.close(why)
    this.onDead()
  }

  // Other processes on the same store [SYN10]

  /** The log of this case has reached a seq, here or elsewhere. */
  logReached(seq: number): void {
    const waits = this.told > this.log.seq
    this.told = Math.max(this.told, seq)
    if (seq > this.log.seq && !waits) this.alone(() => (this.told > this.log.seq ? this.log.catchUp() : undefined))
  }

  ledgerReached(chain: Chain, seq: number): void {
    const behind = () => this.decisions.behind(chain, seq)
    if (behind()) this.alone(() => (behind() ? this.decisions.refresh() : undefined))
  }

  /** Looks whether the stored case is still the one that was opened; ends the room when it is not. */
  reconsider(): Promise<void> {
    return new Promise((resolve) => {
      const take = async () => {
        this.log.check(await this.deps.store.head(this.caseId))
        resolve()
        return undefined
      }
      this.line.push({ take, fail: () => resolve(), alone: true })
    })
  }

  /** Something may have been said that was not heard. */
  refresh(): void {
    this.alone(async () => {
      await this.log.catchUp()
      await this.decisions.refresh()
    })
  }

  presentHere(): AwarenessEntry[] {
    return this.audience.here()
  }

  presentElsewhere(node: string, entries: readonly AwarenessEntry[]): void {
    this.audience.hearElsewhere(node, entries)
  }

  processGone(node: string): void {
    this.audience.leaveElsewhere(node)
  }

  private alone(work: () => Promise<void> | undefined): void {
    const take = async () => {
      await work()
      return undefined
    }
    if (!this.dead) this.line.push({ take, fail: () => {}, alone: true })
  }

  // Changes

  private take(connection: Connection, frame: QueuedFrame) {
    switch (frame.kind) {
      case 'step1':
        return () => this.answerStep1(connection, frame.stateVector)
      case 'barrier':
        if (connection.synced) return () => connection.send(barrierAnswerFrame(frame.n, this.log.seq))
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
    const result = this.log.stage.apply(connection.by, update, connection, connection.canEdit)
    if ('rejected' in result) {
      const { close, refusal, tainted } = result.rejected
      this.deps.log.warn('update refused', { case: this.caseId, person: connection.by.personId, why: refusal.message })
      this.expel(connection, close)
      if (tainted) await this.log.rebuild()
      return undefined
    }
    const first = !connection.synced
    connection.synced = true
    if (result.staged === undefined && !first) return undefined
    return () => {
      if (result.staged !== undefined) connection.saved(this.log.seq)
      for (const n of connection.held.splice(0)) connection.send(barrierAnswerFrame(n, this.log.seq))
    }
  }

  private async takeEdit<T>(
    by: Author,
    fn: (doc: Y.Doc) => Outcome<T>,
    resolve: (outcome: Outcome<{ value: T; seq: number }>) => void,
    fail: (error: unknown) => void,
  ): Promise<AfterCommit | undefined> {
    try {
      const { outcome, tainted } = this.log.stage.edit(by, fn, this.deps.clientId)
      if (tainted) await this.log.rebuild()
      if (outcome.ok) return () => resolve(ok({ value: outcome.value, seq: this.log.seq }))
      resolve(outcome)
    } catch (error) {
      if (!(error instanceof EditFailed)) throw error
      if (error.tainted) await this.log.rebuild()
      fail(error.reason)
    }
    return undefined
  }

  /** [SYN5] Tells the feed; whoever was given or lost rights, wherever that was decided, is judged anew. */
  private tellFacts(fresh: readonly LedgerEntry[]): void {
    this.audience.feedAll(fresh)
    for (const entry of fresh) {
      if (entry.kind === 'participant.set' || entry.kind === 'participant.removed') void this.recheck(entry.body.person)
    }
  }

  // What goes out

  private async welcome(connection: Connection): Promise<void> {
    await this.decisions.refresh()
    if (connection.closed) return
    this.greet(connection)
    connection.send(step1Frame(Y.encodeStateVector(this.log.doc)))
    this.audience.feed(connection, this.decisions.visibleTo(connection.by.side))
    connection.joined = true
    this.audience.introduce(connection)
  }

  private greet(connection: Connection): void {
    this.audience.greet(connection, this.log)
  }

  private answerStep1(connection: Connection, stateVector: Uint8Array): void {
    try {
      for (const frame of this.log.framesFor(stateVector)) connection.send(frame)
      connection.follows = true
    } catch {
      this.expel(connection, 'malformed')
    }
  }

  private heartbeat(): void {
    this.stopHeartbeat = this.deps.timers.after(this.deps.pace.heartbeatMs, () => {
      const tell = () => {
        const { doc, seq } = this.log
        if (this.hashAt?.seq !== seq) this.hashAt = { seq, hash: replicaHash(doc) }
        this.audience.tell(controlFrame({ type: 'heartbeat', ...this.hashAt }))
      }
      if (!this.audience.empty) {
        if (this.deps.neighbours !== undefined) this.refresh()
        // Whatever ended a session or a right, and whoever failed to say so: it is noticed by now.
        void this.recheckAll()
        this.line.push({ take: () => tell, fail: () => {} })
      }
      this.heartbeat()
    })
  }

  // Rest

  /** A snapshot is taken when nothing waits, and only when that does not come to be while something does. */
  private rest(): Promise<void> | undefined {
    const { snapshotRows } = this.deps.pace
    void this.log.snapshot(this.line.empty ? snapshotRows : snapshotRows * 4)
    const breath = Math.floor((this.listeners - FREE_LISTENERS) * MS_PER_LISTENER)
    this.listeners = 0
    return breath < 1 ? undefined : new Promise((resolve) => void this.deps.timers.after(breath, resolve))
  }

  /** [SYN9] A room that nobody is in for a while costs no memory. */
  private idle(): void {
    this.stopIdle?.()
    this.stopIdle = this.deps.timers.after(this.deps.pace.idleMs, () => void this.release())
  }

  /** Ends the room when nobody is in it and nothing waits. */
  release(): Promise<void> {
    return new Promise((resolve) => {
      const take = async () => {
        // Nobody is here to be held up: the next visitor finds little to replay.
        await this.log.snapshot(Math.ceil(this.deps.pace.snapshotRows / 40))
        if (this.audience.empty && !this.line.empty) this.idle()
        else if (this.audience.empty) {
          this.die(new Error('The room was released.'))
          this.log.doc.destroy()
        }
        resolve()
        return undefined
      }
      this.line.push({ take, fail: () => resolve(), alone: true })
    })
  }
}

function settle<T>(work: () => T, resolve: (value: T) => void, fail: (error: unknown) => void): void {
  try {
    resolve(work())
  } catch (error) {
    fail(error)
  }
}

function reasonOf(error: unknown): CloseReason {
  if (error instanceof CaseReplaced) return error.close
  return error instanceof CaseNotFound ? 'not-found' : 'unavailable'
}
