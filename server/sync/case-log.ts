import * as Y from 'yjs'
import { step2Frame, updateFrame } from '@/lib/wire/frames'
import type { CaseHead } from '../store/room-store'
import { mustBeSame } from './case-replaced'
import type { ClientBudget } from './client-budget'
import type { Connection } from './connection'
import { type LoadedCase, LogDamaged, loadCase } from './load-case'
import type { RoomDeps } from './room-deps'
import { Stage, type Staged } from './stage'
import { mergeUpdates } from './update-check'
import { WholeState } from './whole-state'

/** Who is told what the log takes. */
export interface LogListener {
  /** To everybody who follows, except whoever sent all of it. */
  tell(frame: Uint8Array, except?: Connection): void
  /** [SYN4] This came with client ids that are somebody else's. */
  foreign(staged: Staged): void
}

/** Another process may be first so often, one after the other. */
const MOST_ATTEMPTS = 20

/**
 * The document of a room and how far the store has it. [SYN2] Changes are staged on it and then committed; between two
 * commits it is exactly what the store holds.
 */
export class CaseLog {
  stage: Stage
  seq: number
  readonly epoch: number
  readonly schema: number
  private snapshotSeq: number
  private saving: Promise<void> | undefined
  private readonly whole = new WholeState()

  constructor(
    private readonly caseId: string,
    loaded: LoadedCase,
    private readonly budget: ClientBudget,
    private readonly deps: Pick<RoomDeps, 'store' | 'clock' | 'log' | 'pace'>,
    private readonly listener: LogListener,
  ) {
    this.stage = new Stage(loaded.doc, loaded.owners, budget)
    this.seq = loaded.seq
    this.epoch = loaded.epoch
    this.schema = loaded.schema
    this.snapshotSeq = loaded.snapshotSeq
  }

  get doc(): Y.Doc {
    return this.stage.doc
  }

  /** @throws CaseReplaced, or an error when the store has lost commits */
  check(stored: CaseHead): void {
    mustBeSame(this.caseId, this, stored)
  }

  /** Puts everything staged into the store, and tells it. */
  async commit(): Promise<void> {
    for (let attempt = 0; this.stage.pending.length > 0; attempt++) {
      if (attempt > MOST_ATTEMPTS)
        throw new Error('The case is written to faster elsewhere than it can be followed here.')
      const { seq, epoch, schema } = this
      const rows = this.stage.rows(seq, this.deps.clock())
      const unbound = this.stage.unbound()
      const committing = this.deps.store.commit(this.caseId, { head: { seq, epoch, schema }, rows, unbound })
      // Made while the disk is at work: when it is done, they only leave.
      const news = this.news()
      if (await committing) return this.tellCommitted(rows.length, news)
      await this.catchUp()
      await this.dropForeign([...unbound.keys()])
    }
  }

  /** What is staged as others get it, and whose all of it is, if it is one connection's. */
  private news() {
    const { pending } = this.stage
    const sender = pending.every((one) => one.from === pending[0]?.from) ? pending[0]?.from : undefined
    const update = mergeUpdates(pending.map((one) => one.bytes))
    return { update, frame: updateFrame(update), sender }
  }

  private tellCommitted(rows: number, { update, frame, sender }: ReturnType<CaseLog['news']>): void {
    this.stage.committed()
    this.seq += rows
    this.whole.committed(update)
    this.listener.tell(frame, sender)
  }

  /** Another process wrote to this case: takes its rows and tells them. [SYN10] */
  async catchUp(): Promise<void> {
    const { store } = this.deps
    this.check(await store.head(this.caseId))
    for (let rows = await store.rowsAfter(this.caseId, this.seq); rows.length > 0; ) {
      for (const row of rows) {
        if (row.seq !== this.seq + 1) throw new LogDamaged(this.caseId, `row ${this.seq + 1} is missing`)
        for (const client of row.clientIds) this.stage.owners.set(client, row.personId)
        Y.applyUpdate(this.doc, row.update, 'other-process')
        this.whole.committed(row.update)
        this.listener.tell(updateFrame(row.update))
        this.seq = row.seq
      }
      rows = await store.rowsAfter(this.caseId, this.seq)
    }
  }

  /** [SYN4] Lets go of what came with client ids that another process bound to somebody else in the meantime. */
  private async dropForeign(clients: readonly number[]): Promise<void> {
    const owners = await this.deps.store.ownersOf(this.caseId, clients)
    const isForeign = ({ by, clients }: Staged) =>
      [...clients].some((client) => (owners.get(client) ?? by.personId) !== by.personId)
    const { pending } = this.stage
    const guilty = pending.filter(isForeign)
    if (guilty.length === 0) return
    const keep = pending.filter((staged) => !guilty.includes(staged))
    for (const staged of guilty) this.listener.foreign(staged)
    await this.rebuild(keep)
  }

  /** The document held something that was refused: back to what is committed, with what else was accepted on top. */
  async rebuild(keep: readonly Staged[] = [...this.stage.pending]): Promise<void> {
    const loaded = await loadCase(this.deps.store, this.caseId)
    const before = this.stage.doc
    this.stage = new Stage(loaded.doc, loaded.owners, this.budget)
    before.destroy()
    if (loaded.seq > this.seq) await this.catchUp()
    this.stage.restage(keep)
  }

  /**
   * What a client lacks, given its state vector.
   * @returns frames; the last one is the answer to its question
   * @throws when the bytes are no state vector
   */
  framesFor(stateVector: Uint8Array): readonly Uint8Array[] {
    const known = Y.decodeStateVector(stateVector)
    return known.size === 0 ? this.whole.frames(this.doc) : [step2Frame(Y.encodeStateAsUpdate(this.doc, stateVector))]
  }

  /**
   * Begins to keep a snapshot when the last one is so many rows ago. Only for speed, the log has everything: nobody waits
   * for the store to take it but who has to.
   * @returns when no snapshot is under way any more
   */
  snapshot(atLeast: number): Promise<void> {
    if (this.seq - this.snapshotSeq >= atLeast) this.saving ??= this.keepSnapshot()
    return this.saving ?? Promise.resolve()
  }

  /** Nobody is here any more to be held up: the next visitor finds little to replay. Very few rows are not worth it. */
  keepForTheNext(): Promise<void> {
    return this.snapshot(Math.ceil(this.deps.pace.snapshotRows / 40))
  }

  private async keepSnapshot(): Promise<void> {
    const { clock, store, log } = this.deps
    const { epoch, seq } = this
    const state = Y.encodeStateAsUpdateV2(this.doc)
    this.snapshotSeq = seq
    await store
      .saveSnapshot(this.caseId, { epoch, seq, at: clock(), state })
      .catch((error) => log.error('snapshot failed', error, { case: this.caseId }))
    this.saving = undefined
  }
}
