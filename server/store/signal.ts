import type { AwarenessEntry } from '@/lib/wire/frames'
import { CHAINS, type Chain } from '@/lib/wire/ledger'

/**
 * What the processes on one store tell each other. [SYN10] Names and numbers only: whoever hears one reads the store.
 * Presence, which is nowhere else, travels whole.
 */
export type Signal =
  /** The log of a case has reached `seq`. Sent with the commit that did it. */
  | { readonly kind: 'log'; readonly caseId: string; readonly seq: number }
  /** A chain of a case's ledger has reached `seq`. Sent with the commit that did it. */
  | { readonly kind: 'ledger'; readonly caseId: string; readonly chain: Chain; readonly seq: number }
  /** Access to a case changed, for one person or for all. */
  | { readonly kind: 'judge'; readonly node: string; readonly caseId: string; readonly personId?: string }
  /** Who is at these cases there? */
  | { readonly kind: 'who'; readonly node: string; readonly caseId: string }
  /** People at a case of that process; `null` for those who left. */
  | {
      readonly kind: 'here'
      readonly node: string
      readonly caseId: string
      readonly entries: readonly AwarenessEntry[]
    }
  | { readonly kind: 'alive' | 'gone'; readonly node: string }

/** The channel of NOTIFY. Databases do not hear each other's. */
export const CHANNEL = 'accord'

/** The store's own limit is 8000 bytes, exclusive. */
export const SIGNAL_BYTES = 7_900

/** @returns the text of a signal: one line, and one more for each person of a `here` */
export function formatSignal(signal: Signal): string {
  switch (signal.kind) {
    case 'log':
      return `log ${signal.caseId}:${signal.seq}`
    case 'ledger':
      return `ledger ${signal.caseId}:${signal.chain}:${signal.seq}`
    case 'judge':
      return `judge ${signal.node} ${signal.caseId}${signal.personId === undefined ? '' : ` ${signal.personId}`}`
    case 'who':
      return `who ${signal.node} ${signal.caseId}`
    case 'here':
      return [`here ${signal.node} ${signal.caseId}`, ...signal.entries.map(entryLine)].join('\n')
    default:
      return `${signal.kind} ${signal.node}`
  }
}

function entryLine({ clientId, clock, state }: AwarenessEntry): string {
  return `${clientId} ${clock} ${state}`
}

/** @returns undefined for what this version does not understand: a newer process may say more */
export function parseSignal(text: string): Signal | undefined {
  const [head = '', ...lines] = text.split('\n')
  const [kind, first = '', second = '', third] = head.split(' ')
  switch (kind) {
    case 'log': {
      const match = /^([^:]+):(\d+)$/.exec(first)
      return match?.[1] === undefined ? undefined : { kind, caseId: match[1], seq: Number(match[2]) }
    }
    case 'ledger': {
      const match = /^([^:]+):(\w+):(\d+)$/.exec(first)
      const chain = CHAINS.find((name) => name === match?.[2])
      return match?.[1] === undefined || chain === undefined
        ? undefined
        : { kind, caseId: match[1], chain, seq: Number(match[3]) }
    }
    case 'judge':
      return { kind, node: first, caseId: second, ...(third === undefined ? {} : { personId: third }) }
    case 'who':
      return { kind, node: first, caseId: second }
    case 'here':
      return { kind, node: first, caseId: second, entries: lines.flatMap(readLine) }
    case 'alive':
    case 'gone':
      return { kind, node: first }
    default:
      return undefined
  }
}

function readLine(line: string): AwarenessEntry[] {
  const match = /^(\d+) (\d+) (.*)$/s.exec(line)
  return match === null ? [] : [{ clientId: Number(match[1]), clock: Number(match[2]), state: match[3] ?? 'null' }]
}

/**
 * Cuts what is to be said about the people of a case into signals that the store takes.
 * @returns texts of at most {@link SIGNAL_BYTES}; somebody whose presence alone is larger is left out
 */
export function presenceSignals(node: string, caseId: string, entries: readonly AwarenessEntry[]): string[] {
  const texts: string[] = []
  const empty = formatSignal({ kind: 'here', node, caseId, entries: [] })
  let open = empty
  for (const line of entries.map(entryLine)) {
    if (Buffer.byteLength(empty) + Buffer.byteLength(line) >= SIGNAL_BYTES) continue
    if (Buffer.byteLength(open) + Buffer.byteLength(line) >= SIGNAL_BYTES) {
      texts.push(open)
      open = empty
    }
    open += `\n${line}`
  }
  return open === empty ? texts : [...texts, open]
}
