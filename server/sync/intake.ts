import type * as Y from 'yjs'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { CloseReason } from '@/lib/wire/close-codes'
import { barrierAnswerFrame, type ClientFrame } from '@/lib/wire/frames'
import type { CaseLog } from './case-log'
import type { Connection } from './connection'
import type { AfterCommit } from './job-line'
import type { RoomDeps } from './room-deps'
import type { Author } from './rooms'
import { EditFailed } from './stage'

/** Frames whose order among all others counts. */
export type QueuedFrame = Exclude<ClientFrame, { kind: 'awareness' | 'queryAwareness' }>

/** Who asked for an edit of the server, and hears what came of it. */
export interface Asker<T> {
  readonly resolve: (outcome: Outcome<{ value: T; seq: number }>) => void
  readonly fail: (error: unknown) => void
}

/** Takes frames and the server's own edits, one after the other: stages what they change, and says what is answered. */
export class Intake {
  /** @param expel  puts a connection out of the room */
  constructor(
    private readonly caseId: string,
    private readonly log: CaseLog,
    private readonly deps: Pick<RoomDeps, 'log' | 'clientId'>,
    private readonly expel: (connection: Connection, reason: CloseReason) => void,
  ) {}

  take(connection: Connection, frame: QueuedFrame): Promise<AfterCommit | undefined> | AfterCommit | undefined {
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

  async takeEdit<T>(
    by: Author,
    fn: (doc: Y.Doc) => Outcome<T>,
    { resolve, fail }: Asker<T>,
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

  private answerStep1(connection: Connection, stateVector: Uint8Array): void {
    try {
      for (const frame of this.log.framesFor(stateVector)) connection.send(frame)
      connection.follows = true
    } catch {
      this.expel(connection, 'malformed')
    }
  }
}
