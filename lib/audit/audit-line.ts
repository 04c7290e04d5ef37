import { SIDE_WORD } from '@/lib/agreement/charter'
import { toCsv } from '@/lib/exchange/table-file'
import { compareKeys } from '@/lib/gsn/graph'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { type Family, familyOf } from './families'
import { type Named, sentenceOf } from './sentences'

/** One entry of the history as a person reads it. */
export interface AuditLine {
  /** `shared 12`: stays the same. */
  readonly key: string
  readonly chain: 'shared' | 'mdm' | 'hdo'
  readonly seq: number
  readonly at: string
  readonly actor: { readonly id: string; readonly name: string; readonly side?: 'mdm' | 'hdo' }
  readonly kind: string
  readonly family: Family
  readonly sentence: string
  /** The elements it speaks of. */
  readonly elements: readonly { readonly id: string; readonly name: string }[]
  readonly hash: string
  /** What was said has been erased; that and when it was said still stands. */
  readonly erased: boolean
}

/**
 * [AUD2] The entries as sentences, newest first.
 * @param names the names of the case's elements, by id
 */
export function auditLines(entries: readonly LedgerEntry[], names: Named): readonly AuditLine[] {
  const threads = new Map<string, string>()
  for (const { kind, body } of entries) {
    if (kind === 'thread.opened' && body !== null) threads.set(body.thread, body.element)
  }
  return entries
    .map((entry): AuditLine => {
      const { chain, seq, at, actor, kind, hash } = entry
      const body = entry.body as Record<string, unknown> | null
      const about = body === null ? [] : elementIds(body, threads)
      const elements = [...new Set(about)]
        .map((id) => ({ id, name: names.get(id) ?? '' }))
        .filter(({ name }) => name !== '')
      return {
        key: `${chain} ${seq}`,
        chain,
        seq,
        at,
        actor,
        kind,
        family: familyOf(kind),
        sentence: sentenceOf(entry, names, threads),
        elements,
        hash,
        erased: body === null,
      }
    })
    .sort((a, b) => compareKeys(b.at, a.at) || compareKeys(a.chain, b.chain) || b.seq - a.seq)
}

function elementIds(body: Record<string, unknown>, threads: ReadonlyMap<string, string>): string[] {
  const { element, claim, elements, thread } = body
  const found = [element, claim, ...(Array.isArray(elements) ? elements : [])]
  const ofThread = typeof thread === 'string' ? threads.get(thread) : undefined
  return [...found, ofThread].filter((id): id is string => typeof id === 'string')
}

/** [AUD2] The entries as a table for a file: when, who, side, what, and its place and hash in the history. */
export function auditCsv(lines: readonly AuditLine[]): string {
  return toCsv({
    title: 'History',
    about: '',
    columns: ['When (UTC)', 'Who', 'Side', 'Kind', 'What', 'Elements', 'History', 'Entry', 'SHA-256'].map((label) => ({
      label,
      type: 'text',
      width: 20,
    })),
    rows: lines.map(({ at, actor, kind, sentence, elements, chain, seq, hash }) => [
      at,
      actor.name,
      actor.side === undefined ? '' : SIDE_WORD[actor.side],
      kind,
      sentence,
      elements.map(({ name }) => name).join(' '),
      chain,
      seq,
      hash,
    ]),
    legend: [],
  })
}
