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
 * @param entries    of one chain, in the order of the chain; those before the remembered one may be left out
 * @param remembered undefined when this browser has never seen it; then the entries begin at the first
 */
export function checkHistory(
  entries: readonly ChainedEntry[],
  of: { readonly caseId: string; readonly chain: ChainName },
  remembered: LedgerHead | undefined,
): HeadVerdict {
  const before = Math.max(0, (entries[0]?.seq ?? 1) - 1)
  // What stands before a history told from the middle is proven by the hash of its first entry alone.
  let head: string | undefined = before === 0 ? genesis(of.caseId, of.chain) : undefined
  let alarm: Alarm | undefined
  if (before > 0 && before >= (remembered?.size ?? 0)) alarm = brokenAt(before + 1)
  for (const [index, entry] of entries.entries()) {
    const seq = before + index + 1
    const hash = entryHash(entry)
    if (!follows(entry, of, seq, head, hash)) alarm ??= brokenAt(seq)
    if (remembered?.size === seq && remembered.head !== hash) alarm = rewritten(seq)
    head = hash
  }
  const size = entries.length === 0 ? 0 : before + entries.length
  const now = { size, head: head ?? genesis(of.caseId, of.chain) }
  if (remembered !== undefined && size < remembered.size) {
    alarm = {
      code: 'shorter',
      seq: size,
      message: `This browser has seen ${remembered.size} entries in this history, and now there are only ${size}. Somebody has removed what was recorded.`,
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

function follows(
  entry: ChainedEntry,
  of: { readonly chain: ChainName },
  seq: number,
  prev: string | undefined,
  hash: string,
): boolean {
  // An erased body proves its place by the header alone.
  const said = entry.salt === null || bodyDigest(entry.salt, entry.body, entry.actor.name) === entry.bodyDigest
  return (
    said &&
    entry.chain === of.chain &&
    entry.seq === seq &&
    (prev === undefined || entry.prev === prev) &&
    entry.hash === hash
  )
}

function brokenAt(seq: number): Alarm {
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
