import type * as Y from 'yjs'
import type { Side } from '@/lib/access/policy'
import { readCase } from '@/lib/case/read'
import type { CaseGraph } from '@/lib/gsn/graph'
import type { Chain, LedgerEntry } from '@/lib/wire/ledger'
import { CaseLedger } from '../ledger/case-ledger'
import type { CaseHead } from '../store/room-store'
import type { CaseLog } from './case-log'
import { type Decide, type Decided, decideUnderLock } from './decide'
import type { RoomDeps } from './room-deps'
import type { Author } from './rooms'

/** The facts of a room's case: what was decided, here or at another process, and who is told. */
export class Decisions {
  private readonly ledger = new CaseLedger()
  private graphAt: { readonly seq: number; readonly doc: Y.Doc; readonly graph: CaseGraph } | undefined

  /** @param told  hears entries that are new to this process */
  constructor(
    private readonly caseId: string,
    private readonly log: CaseLog,
    private readonly deps: Pick<RoomDeps, 'store' | 'sealing' | 'clock'>,
    private readonly told: (fresh: readonly LedgerEntry[]) => void,
  ) {}

  /** Takes one decision over the committed state. [LED1] @throws what `decide` or the store throws */
  async decide<T>(by: Author, decide: Decide<T>): Promise<Decided<T>> {
    const { store, sealing, clock } = this.deps
    const { ledger, log } = this
    const check = (stored: CaseHead) => log.check(stored)
    for (;;) {
      const view = { doc: log.doc, graph: this.graph(), seq: log.seq, at: clock() }
      const decided = await decideUnderLock(this.caseId, by, decide, { store, sealing, ledger, view, check })
      if (decided === 'behind') await log.catchUp()
      else {
        this.told(decided.fresh)
        return decided.outcome
      }
    }
  }

  /** What another process has recorded meanwhile is news for those who are here. */
  async refresh(): Promise<void> {
    const entriesAfter = (chain: Chain, seq: number) => this.deps.store.entriesAfter(this.caseId, chain, seq)
    this.told(await this.ledger.refresh({ entriesAfter }))
  }

  /** Whether a chain is known to go further than this process has read it. */
  behind(chain: Chain, seq: number): boolean {
    return seq > (this.ledger.last(chain)?.seq ?? 0)
  }

  visibleTo(side: Side | undefined): LedgerEntry[] {
    return this.ledger.visibleTo(side)
  }

  private graph(): CaseGraph {
    const { seq, doc } = this.log
    if (this.graphAt?.seq !== seq || this.graphAt.doc !== doc) this.graphAt = { seq, doc, graph: readCase(doc) }
    return this.graphAt.graph
  }
}
