import {
  bodyDigest,
  type ChainedEntry,
  type ChainName,
  entryHash,
  genesis,
  type LedgerHead,
} from '@/lib/agreement/ledger-chain'

/** What a browser keeps of a history it has seen: no names and no words, only how long it was and its last hash. */
export interface RememberedHead extends LedgerHead {
  /** When this browser saw it, ISO 8601. */
  readonly at: string
}

export interface Alarm {
  /** `shorter`: entries are gone. `rewritten`: what stood there says something else. `broken`: it does not hold together. */
  readonly code: 'shorter' | 'rewritten' | 'broken'
  /** Number of the entry at which it shows. */
  readonly seq: number
  readonly message: string
}

export type HeadVerdict =
  | { readonly ok: true; readonly now: LedgerHead }
  | { readonly ok: false; readonly now: LedgerHead; readonly alarm: Alarm }

/**
 * [AUD1] Whether a history goes on from where this browser saw it last: as long or longer, with the same hash at that
 * place, each entry following the one before it. Hashes are worked out here and not taken from the entries. Seals are not
 * looked at: who rewrites a history with the service's own key is caught by this and by nothing else.
 * @param entries    of one chain, in the order of the chain
 * @param remembered undefined when this browser has never seen it
 */
export function checkHistory(
  entries: readonly ChainedEntry[],
  of: { readonly caseId: string; readonly chain: ChainName },
  remembered: LedgerHead | undefined,
): HeadVerdict {
  let head = genesis(of.caseId, of.chain)
  let alarm: Alarm | undefined
  if (remembered !== undefined && remembered.size === 0 && remembered.head !== head) alarm = rewritten(0)
  for (const [index, entry] of entries.entries()) {
    const seq = index + 1
    const hash = entryHash(entry)
    alarm ??= brokenAt(entry, of, seq, head, hash)
    if (remembered?.size === seq && remembered.head !== hash) alarm = rewritten(seq)
    head = hash
  }
  const now = { size: entries.length, head }
  if (remembered !== undefined && entries.length < remembered.size) {
    alarm = {
      code: 'shorter',
      seq: entries.length,
      message: `This browser has seen ${remembered.size} entries in this history, and now there are only ${entries.length}. Somebody has removed what was recorded.`,
    }
  }
  return alarm === undefined ? { ok: true, now } : { ok: false, now, alarm }
}

function rewritten(seq: number): Alarm {
  return {
    code: 'rewritten',
    seq,
    message: `Entry ${seq} of this history, or one before it, is not the one that this browser has seen. Somebody has changed what was recorded.`,
  }
}

function brokenAt(
  entry: ChainedEntry,
  of: { readonly chain: ChainName },
  seq: number,
  prev: string,
  hash: string,
): Alarm | undefined {
  // An erased body proves its place by the header alone.
  const said = entry.salt === null || bodyDigest(entry.salt, entry.body, entry.actor.name) === entry.bodyDigest
  if (said && entry.chain === of.chain && entry.seq === seq && entry.prev === prev && entry.hash === hash)
    return undefined
  return {
    code: 'broken',
    seq,
    message: `Entry ${seq} of this history does not follow the one before it, or does not say what was recorded. Somebody has changed it.`,
  }
}

/** [AUD1] A head read back from where the browser keeps it; undefined for anything else. */
export function readRemembered(text: string | null): RememberedHead | undefined {
  if (text === null) return undefined
  try {
    const { size, head, at } = JSON.parse(text) as RememberedHead
    const fits = Number.isSafeInteger(size) && size >= 0 && /^[0-9a-f]{64}$/.test(head) && typeof at === 'string'
    return fits ? { size, head, at } : undefined
  } catch {
    return undefined
  }
}
