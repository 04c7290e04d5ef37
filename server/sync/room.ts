import * as Y from 'yjs'
import type { Outcome } from '@/lib/gsn/outcome'
import type { CloseReason } from '@/lib/wire/close-codes'
import { controlFrame, readClientFrame, step1Frame } from '@/lib/wire/frames'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { LIMITS } from '@/lib/wire/limits'
import { replicaHash } from '@/lib/wire/replica-hash'
import { Audience, breathAfter } from './audience'
import { CaseLog } from './case-log'
import { CaseReplaced, closeReasonOf } from './case-replaced'
import { ClientBudget } from './client-budget'
import type { Connection } from './connection'
import type { Decide, Decided } from './decide'
import { Decisions } from './decisions'
import { Intake, type QueuedFrame } from './intake'
import { JobLine } from './job-line'
import type { LoadedCase } from './load-case'
import { loadMigrated } from './migrate-case'
import { OtherProcesses } from './other-processes'
import { RightsWatch } from './rights-watch'
import type { RoomDeps } from './room-deps'
import type { Author } from './rooms'

/** Bytes that one commit takes at most, so that a burst cannot hold everybody up. */
const BATCH_BYTES = 4 * 1024 * 1024

/** An answer to a state vector costs as much as many small messages. */
const STEP1_COST = 128 * 1024

/**
 * One room is one case on this process: its document, its people, and the one order in which everything reaches the
 * store. [SYN1] [SYN2] Changes are staged, committed in one transaction, then told; between two batches the document is
 * exactly what the store holds, and only then is anybody answered.
 */
export class Room {
  /** Nothing is taken any more: ask the registry for a new room. */
  dead = false
  private readonly audience: Audience
  private readonly line: JobLine
  private readonly log: CaseLog
  private readonly decisions: Decisions
  private readonly intake: Intake
  private readonly rights: RightsWatch
  /** What they say is done here. */
  readonly others: OtherProcesses
  private hashAt: { seq: number; hash: string } | undefined
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
    const expel = (connection: Connection, reason: CloseReason) => this.expel(connection, reason)
    const greet = (connection: Connection) => this.greet(connection)
    this.intake = new Intake(caseId, this.log, deps, expel)
    this.rights = new RightsWatch(caseId, this.audience.connections, deps.log, { expel, greet })
    const { line, log, decisions, audience } = this
    this.others = new OtherProcesses({ caseId, line, log, decisions, audience }, deps)
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

  get sockets(): number {
    return this.audience.connections.size
  }

  get empty(): boolean {
    return this.audience.empty && this.line.empty
  }

  join(connection: Connection): void {
    this.audience.connections.add(connection)
    this.stopIdle?.()
    this.line.push({
      take: () => () => this.welcome(connection),
      fail: (error) => this.expel(connection, closeReasonOf(error)),
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
        return connection.expelled ? undefined : this.intake.take(connection, frame)
      },
      fail: (error) => this.expel(connection, closeReasonOf(error)),
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
      this.line.push({ fail, take: () => this.intake.takeEdit(by, fn, { resolve, fail }) })
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

  /** [SYN5] Rights may have changed: this person's, or anybody's. */
  recheck(personId: string | undefined): Promise<void> {
    return this.rights.judge(personId)
  }

  /**
   * Finishes what has arrived, answers it, and closes everybody for a restart [SYN11]; then keeps a snapshot, so that the
   * start after it finds little to replay [SYN9].
   */
  shutdown(): Promise<void> {
    for (const connection of this.audience.connections) connection.send(controlFrame({ type: 'going-away' }))
    return new Promise((resolve) => {
      const take = async () => {
        this.die(new Error('The server is restarting.'))
        await this.audience.dismiss()
        await this.log.keepForTheNext()
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
    const reason = closeReasonOf(error)
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

  private heartbeat(): void {
    this.stopHeartbeat = this.deps.timers.after(this.deps.pace.heartbeatMs, () => {
      const tell = () => {
        const { doc, seq } = this.log
        if (this.hashAt?.seq !== seq) this.hashAt = { seq, hash: replicaHash(doc) }
        this.audience.tell(controlFrame({ type: 'heartbeat', ...this.hashAt }))
      }
      if (!this.audience.empty) {
        if (this.deps.neighbours !== undefined) this.others.refresh()
        // Whatever ended a session or a right, and whoever failed to say so: it is noticed by now.
        void this.rights.judgeAll()
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
    const breath = breathAfter(this.listeners)
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
        await this.log.keepForTheNext()
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
