import { SERVICE } from '@/lib/agreement/due'
import { chainEntry } from '@/lib/agreement/ledger-chain'
import { type Chain, EVENTS, type LedgerEntry, type NewEntry, readableChains } from '@/lib/wire/ledger'
import type { Author } from '../sync/rooms'
import type { CaseLedger } from './case-ledger'

export interface Sealing {
  /** A fresh salt, 128 random bits or more, hex. */
  readonly salt: () => string
  /** Signs with the service's key. */
  readonly sign: (bytes: Uint8Array) => Uint8Array
}

/**
 * [LED1] Makes the next entries of a case's chains: checked bodies, salted digests, chained hashes, sealed. Call it with
 * the case locked, and store what it answers in the same transaction.
 * @param ledger up to date with the store
 * @param at     server time, ISO 8601; the entry is never dated before the one it follows
 * @throws when a body does not fit its kind or the chain is not the author's: both are the caller's mistakes
 */
export function nextEntries(
  caseId: string,
  ledger: CaseLedger,
  by: Author,
  drafts: readonly NewEntry[],
  at: string,
  { salt, sign }: Sealing,
): LedgerEntry[] {
  const last: Partial<Record<Chain, LedgerEntry>> = {}
  return drafts.map((draft) => {
    if (!readableChains(by.side).includes(draft.chain)) {
      throw new Error(`${by.side ?? 'Nobody’s side'} may not write to the chain of ${draft.chain}.`)
    }
    const previous = last[draft.chain] ?? ledger.last(draft.chain)
    const person = { id: by.personId, name: by.name, ...(by.side === undefined ? {} : { side: by.side }) }
    const actor = draft.by === 'service' ? SERVICE : person
    const moment = previous !== undefined && previous.at > at ? previous.at : at
    const body = plain(EVENTS[draft.kind].body.parse(draft.body))
    const fact = { chain: draft.chain, at: moment, actor, kind: draft.kind, body }
    const entry = chainEntry(fact, caseId, previous, salt(), sign) as LedgerEntry
    last[draft.chain] = entry
    return entry
  })
}

/** As JSON will give it back: without members that are undefined, which canonical JSON refuses. */
function plain<T>(body: T): T {
  return JSON.parse(JSON.stringify(body)) as T
}
