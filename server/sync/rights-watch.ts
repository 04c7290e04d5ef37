import type { CloseReason } from '@/lib/wire/close-codes'
import type { Log } from '../log'
import type { Connection, Verdict } from './connection'

/** What a room does to a connection whose rights changed. */
export interface Consequences {
  readonly expel: (connection: Connection, reason: CloseReason) => void
  /** Says anew who the connection is here. */
  readonly greet: (connection: Connection) => void
}

/** [SYN5] Judges the connections of a room anew: who may no longer read is out, whose role changed is told. */
export class RightsWatch {
  private judging = false

  constructor(
    private readonly caseId: string,
    private readonly connections: ReadonlySet<Connection>,
    private readonly log: Log,
    private readonly then: Consequences,
  ) {}

  /** @param personId  whose connections; everybody's without it */
  async judge(personId?: string): Promise<void> {
    for (const connection of [...this.connections]) {
      if (connection.closed) continue
      if (personId !== undefined && connection.by.personId !== personId) continue
      const verdict = await connection.admission.judge().catch((error): Verdict => {
        // Better out than in while nobody can say.
        this.log.error('judging a connection failed', error, { case: this.caseId })
        return { ok: false, close: 'unavailable' }
      })
      if (verdict.ok) this.follow(connection, verdict)
      else this.then.expel(connection, verdict.close === 'not-found' ? 'forbidden' : verdict.close)
    }
  }

  /** Everybody, unless that is being done already. */
  async judgeAll(): Promise<void> {
    if (this.judging) return
    this.judging = true
    await this.judge()
    this.judging = false
  }

  private follow(connection: Connection, verdict: Extract<Verdict, { ok: true }>): void {
    const moved = connection.by.side !== verdict.by.side
    const same = connection.canEdit === verdict.canEdit && connection.by.name === verdict.by.name
    connection.by = verdict.by
    connection.canEdit = verdict.canEdit
    // Another side reads another ledger: the client asks for it anew.
    if (moved) this.then.expel(connection, 'unavailable')
    else if (connection.joined && !same) this.then.greet(connection)
  }
}
