import type { Outcome } from '@/lib/gsn/outcome'
import { ok } from '@/lib/gsn/outcome'
import type { LedgerEntry, NewEntry } from '@/lib/wire/ledger'
import { nextEntries, type Sealing } from '../ledger/append'
import type { CaseLedger } from '../ledger/case-ledger'
import type { CaseHead, RoomStore } from '../store/room-store'
import type { Author, CaseState } from './rooms'

export type Decide<T> = (
  state: CaseState,
) => Promise<Outcome<{ readonly entries: readonly NewEntry[]; readonly value: T }>>
export type Decided<T> = Outcome<{ readonly value: T; readonly entries: readonly LedgerEntry[] }>

interface Bench {
  readonly store: RoomStore
  readonly sealing: Sealing
  readonly ledger: CaseLedger
  /** The room's document at its seq. */
  readonly view: Pick<CaseState, 'doc' | 'graph' | 'seq' | 'at'>
  /** Throws when the stored case is not the room's any more. */
  readonly check: (stored: CaseHead) => void
}

/**
 * Takes one decision with the case locked and writes what it records in the same transaction. [LED1]
 * @returns the outcome and the entries that are new to this process, or `behind` when another process has written to the
 *   document meanwhile and the room must catch up first
 * @throws what `decide` or the store throws; nothing is written then
 */
export async function decideUnderLock<T>(
  caseId: string,
  by: Author,
  decide: Decide<T>,
  { store, sealing, ledger, view, check }: Bench,
): Promise<'behind' | { readonly outcome: Decided<T>; readonly fresh: readonly LedgerEntry[] }> {
  const fresh: LedgerEntry[] = []
  try {
    const outcome = await store.transact(caseId, async (tx) => {
      check(tx.head)
      if (tx.head.seq !== view.seq) return 'behind' as const
      fresh.push(...(await ledger.refresh(tx)))
      const decision = await decide({ ...view, entries: ledger.visibleTo(by.side), tx: tx.tx })
      // A refusal undoes rows that the decision may have written already.
      if (!decision.ok) throw new Refused(decision)
      const entries = nextEntries(caseId, ledger, by, decision.value.entries, view.at, sealing)
      await tx.appendEntries(entries)
      return ok({ value: decision.value.value, entries })
    })
    if (outcome === 'behind') return outcome
    if (outcome.ok) {
      ledger.add(outcome.value.entries)
      fresh.push(...outcome.value.entries)
    }
    return { outcome, fresh }
  } catch (error) {
    if (error instanceof Refused) return { outcome: error.outcome, fresh }
    throw error
  }
}

/** Rolls a decision's transaction back without being a fault. */
class Refused extends Error {
  constructor(readonly outcome: Extract<Outcome<never>, { ok: false }>) {
    super('refused')
  }
}
