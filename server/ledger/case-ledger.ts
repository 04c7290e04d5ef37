import type { Side } from '@/lib/access/policy'
import { CHAINS, type Chain, type LedgerEntry, readableChains } from '@/lib/wire/ledger'

/** [LED3] What was erased in the store is erased here too, whichever process did it. */
function forget(chain: LedgerEntry[], seq: number): void {
  const entry = chain[seq - 1]
  if (entry !== undefined) chain[seq - 1] = erased(entry)
}

/** An entry without its words: reductions pass it over, and the chain still verifies. */
export function erased(entry: LedgerEntry): LedgerEntry {
  const { id, side } = entry.actor
  const actor = { id, name: '', ...(side === undefined ? {} : { side }) }
  return { ...entry, actor, body: null, salt: null } as unknown as LedgerEntry
}

/** Where entries are read from: a store, or a transaction of it. */
export interface EntrySource {
  entriesAfter(chain: Chain, seq: number): Promise<LedgerEntry[]>
}

/** The entries of one case as this process has read them: append-only, so what was read stays true. */
export class CaseLedger {
  private readonly chains: Record<Chain, LedgerEntry[]> = { shared: [], mdm: [], hdo: [] }

  /** Reads what was written since. @returns the entries that were new to this process */
  async refresh(source: EntrySource): Promise<LedgerEntry[]> {
    const fresh: LedgerEntry[] = []
    for (const chain of CHAINS) fresh.push(...(await source.entriesAfter(chain, this.chains[chain].length)))
    this.add(fresh)
    return fresh
  }

  /** Takes entries that are committed and follow the ones it has. */
  add(entries: readonly LedgerEntry[]): void {
    for (const entry of entries) {
      const chain = this.chains[entry.chain]
      if (entry.seq !== chain.length + 1) continue
      chain.push(entry)
      if (entry.kind === 'entry.erased') forget(chain, entry.body.seq)
    }
  }

  last(chain: Chain): LedgerEntry | undefined {
    return this.chains[chain].at(-1)
  }

  /** [SYN5] What somebody of this side may read, oldest first within each chain: the shared chain and their own. */
  visibleTo(side: Side | undefined): LedgerEntry[] {
    return readableChains(side).flatMap((chain) => this.chains[chain])
  }
}
