import type { ChainedEntry, ChainName } from '@/lib/agreement/ledger-chain'
import { type Alarm, checkHistory, type RememberedHead, readRemembered } from '@/lib/audit/remembered-head'
import { sha256Hex } from '@/lib/gsn/digest'

/**
 * Where this browser keeps the head of a chain. It outlives a sign-out, or whoever rewrites a history would only have to sign
 * people out: it holds no name and no words, and the case's id stands in it as a hash.
 */
function shelf(caseId: string, chain: ChainName): string {
  return `ledger-head.${sha256Hex(`${caseId} ${chain}`).slice(0, 32)}`
}

export function recall(caseId: string, chain: ChainName): RememberedHead | undefined {
  try {
    return readRemembered(localStorage.getItem(shelf(caseId, chain)))
  } catch {
    return undefined
  }
}

export function remember(caseId: string, chain: ChainName, head: RememberedHead): void {
  try {
    localStorage.setItem(shelf(caseId, chain), JSON.stringify(head))
  } catch {
    // A browser that keeps nothing has nothing to compare with; the others have.
  }
}

/** An alarm over one chain, with what this browser remembers of it. */
export interface ChainAlarm extends Alarm {
  readonly chain: ChainName
  readonly remembered: RememberedHead | undefined
  /** Where the history stands now. */
  readonly now: { readonly size: number; readonly head: string }
}

/** What a look at the history found; `checked` is how many entries it holds now, chain by chain. */
export interface Watched {
  readonly alarms: readonly ChainAlarm[]
  readonly checked: readonly { readonly chain: ChainName; readonly size: number; readonly since: string | null }[]
}

/**
 * Compares what a server tells with what this browser remembers, and remembers the new heads of chains that go on from
 * there. A chain under alarm keeps its old head: the alarm stays until somebody decides.
 * @param entries of the chains that the reader may see, from the remembered ones on or from the first
 */
export function watchHistory(
  caseId: string,
  chains: readonly ChainName[],
  entries: readonly ChainedEntry[],
  at: string,
): Watched {
  const alarms: ChainAlarm[] = []
  const checked: Watched['checked'][number][] = []
  for (const chain of chains) {
    const known = recall(caseId, chain)
    const own = entries.filter((entry) => entry.chain === chain)
    const verdict = checkHistory(own, { caseId, chain }, known)
    checked.push({ chain, size: verdict.now.size, since: known?.at ?? null })
    if (verdict.ok) remember(caseId, chain, { ...verdict.now, at })
    else alarms.push({ ...verdict.alarm, chain, remembered: known, now: verdict.now })
  }
  return { alarms, checked }
}

/** How the API is asked for no more than what is needed: from the remembered entry of each chain on. */
export function askedAfter(caseId: string, chains: readonly ChainName[]): string {
  return chains.map((chain) => `${chain}:${Math.max(0, (recall(caseId, chain)?.size ?? 0) - 1)}`).join(',')
}
