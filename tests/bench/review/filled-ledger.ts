import type { Side } from '@/lib/access/policy'
import type { CaseGraph } from '@/lib/gsn/graph'
import { memoryOf } from '@/lib/review/causes'
import { claimDigests } from '@/lib/review/digests'
import type { NewEntry } from '@/lib/wire/ledger'

export interface Size {
  readonly entries: number
  readonly threads: number
  readonly approvals: number
}

/**
 * What two sides say about a case over some months: threads with replies and turns, some of them among one side, and
 * approvals of its claims by both sides in turn. The same size gives the same entries.
 * @returns by side of the speaker, in the order in which they are said
 */
export function saidAbout(graph: CaseGraph, { entries, threads, approvals }: Size): [Side, NewEntry][] {
  const digests = claimDigests(graph)
  const claims = [...digests.keys()].filter((id) => graph.reachable.has(id))
  const said: [Side, NewEntry][] = []
  const sideOf = (n: number): Side => (n % 2 === 0 ? 'mdm' : 'hdo')
  const chainOf = (n: number) => (n % 10 === 0 ? sideOf(n) : ('shared' as const))
  for (let n = 0; n < threads; n++) {
    const element = claims[(n * 7) % claims.length] as string
    const body = { thread: `t${n}`, element, text: `What about ${n}? It says that it holds, and I doubt it.` }
    said.push([sideOf(n), { chain: chainOf(n), kind: 'thread.opened', body }])
  }
  for (let n = 0; n < approvals; n++) {
    const claim = claims[n % claims.length] as string
    const own = digests.get(claim)
    if (own === undefined) throw new Error(`${claim} has no digests`)
    const body = { claim, digests: own, seen: memoryOf(graph, claim), state: 1 }
    said.push(['hdo', { chain: 'shared', kind: 'approval.given', body }])
  }
  for (let n = 0; said.length < entries; n++) {
    const thread = n % threads
    const side = sideOf(thread)
    const chain = chainOf(thread)
    if (n % 20 === 18) said.push([side, { chain, kind: 'thread.resolved', body: { thread: `t${thread}` } }])
    else {
      const body = { thread: `t${thread}`, reply: `r${n}`, text: `Answer ${n}: it was tested on the ward.` }
      said.push([side, { chain, kind: 'thread.replied', body }])
    }
  }
  // One side after the other, so that many entries are recorded at once.
  return said.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}
