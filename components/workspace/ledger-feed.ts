import { CHAINS, type Chain, type LedgerEntry, type LedgerHeads, NO_HEADS, readEntry } from '@/lib/wire/ledger'
import { createValue, type Store } from './room-value'

/** The ledger entries I may see, fed by the socket. */
export interface LedgerFeed {
  /** By time, oldest first. */
  readonly entries: Store<readonly LedgerEntry[]>
  /** What I hold of each chain: the next connection asks for what follows. */
  heads(): LedgerHeads
  /** Takes a message of type 102. */
  receive(json: unknown): void
}

export function createLedgerFeed(): LedgerFeed {
  const entries = createValue<readonly LedgerEntry[]>([])
  const heads: Record<Chain, number> = { ...NO_HEADS }
  return {
    entries,
    heads: () => ({ ...heads }),
    receive(json) {
      if (!Array.isArray(json)) return
      const fresh: LedgerEntry[] = []
      for (const item of json) {
        const at = placeOf(item)
        if (at === undefined || at.seq <= heads[at.chain]) continue
        heads[at.chain] = at.seq
        const entry = readEntry(item)
        if (entry !== undefined) fresh.push(entry)
      }
      if (fresh.length > 0) entries.set([...entries.get(), ...fresh].sort(byTime))
    },
  }
}

/** Also of entries that this version cannot read: they count as held. */
function placeOf(item: unknown): { chain: Chain; seq: number } | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const { chain, seq } = item as { chain?: unknown; seq?: unknown }
  return CHAINS.includes(chain as Chain) && Number.isSafeInteger(seq)
    ? { chain: chain as Chain, seq: seq as number }
    : undefined
}

function byTime(a: LedgerEntry, b: LedgerEntry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  return a.chain === b.chain ? a.seq - b.seq : CHAINS.indexOf(a.chain) - CHAINS.indexOf(b.chain)
}
