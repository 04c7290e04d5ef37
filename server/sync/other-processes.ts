import type { AwarenessEntry } from '@/lib/wire/frames'
import type { Chain } from '@/lib/wire/ledger'
import type { Audience } from './audience'
import type { CaseLog } from './case-log'
import type { Decisions } from './decisions'
import type { JobLine } from './job-line'
import type { RoomDeps } from './room-deps'

/** What a room is made of, as far as it follows others. */
export interface Followed {
  readonly caseId: string
  readonly line: JobLine
  readonly log: CaseLog
  readonly decisions: Decisions
  readonly audience: Audience
}

/** [SYN10] What a room does about what other processes on the same store say: each time it looks into the store itself. */
export class OtherProcesses {
  /** How far another process says that the case is. */
  private told = 0

  constructor(
    private readonly room: Followed,
    private readonly deps: Pick<RoomDeps, 'store'>,
  ) {}

  /** The log of this case has reached a seq, here or elsewhere. */
  logReached(seq: number): void {
    const { log } = this.room
    const waits = this.told > log.seq
    this.told = Math.max(this.told, seq)
    if (seq > log.seq && !waits) this.alone(() => (this.told > log.seq ? log.catchUp() : undefined))
  }

  ledgerReached(chain: Chain, seq: number): void {
    const { decisions } = this.room
    const behind = () => decisions.behind(chain, seq)
    if (behind()) this.alone(() => (behind() ? decisions.refresh() : undefined))
  }

  /** Looks whether the stored case is still the one that was opened; ends the room when it is not. */
  reconsider(): Promise<void> {
    const { caseId, line, log } = this.room
    return new Promise((resolve) => {
      const take = async () => {
        log.check(await this.deps.store.head(caseId))
        resolve()
        return undefined
      }
      line.push({ take, fail: () => resolve(), alone: true })
    })
  }

  /** Something may have been said that was not heard. */
  refresh(): void {
    const { log, decisions } = this.room
    this.alone(async () => {
      await log.catchUp()
      await decisions.refresh()
    })
  }

  presentHere(): AwarenessEntry[] {
    return this.room.audience.here()
  }

  present(node: string, entries: readonly AwarenessEntry[]): void {
    this.room.audience.hearElsewhere(node, entries)
  }

  gone(node: string): void {
    this.room.audience.leaveElsewhere(node)
  }

  private alone(work: () => Promise<void> | undefined): void {
    const take = async () => {
      await work()
      return undefined
    }
    this.room.line.push({ take, fail: () => {}, alone: true })
  }
}
