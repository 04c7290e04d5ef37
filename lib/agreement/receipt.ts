import type { Side } from './charter'
import type { Act } from './statement'

/** What a person keeps of an act: enough to recognise the version, and their place in the history, years later. */
export interface ActReceipt {
  readonly act: Act
  readonly proposal: number
  readonly digest: string
  readonly statement: string
  readonly envelope: string
  readonly at: string
  readonly name: string
  readonly side: Side
  readonly method: string
  /** Where the shared history stood when the act and what followed from it were recorded. */
  readonly ledger: { readonly size: number; readonly head: string }
  /** Number of the baseline that came into force by this act; null otherwise. */
  readonly baseline: number | null
}

const ACT_OF: Readonly<Record<string, Act>> = {
  'proposal.signed': 'sign',
  'proposal.unsigned': 'unsign',
  'proposal.refused': 'refuse',
  'proposal.withdrawn': 'withdraw',
  'baseline.condition-met': 'confirm',
  'baseline.termination': 'terminate',
}

interface Read {
  readonly seq: number
  readonly hash: string
  readonly kind: string
  readonly at: string
  readonly actor: { readonly id: string; readonly name: string; readonly side?: Side }
  readonly body: unknown
}

interface Body {
  readonly proposal?: number
  readonly baseline?: number
  readonly digest?: string
  readonly side?: Side
  readonly statement?: string
  readonly envelope?: string
  readonly method?: string
}

/**
 * [RCP1] The receipts of a person for a version, newest first, from the shared history: they can be had again at any time. What
 * follows from an act stands in the same moment behind it; the receipt's head is the last of that.
 * @param digest of the version
 */
export function receiptsOf(shared: readonly Read[], digest: string, personId: string): readonly ActReceipt[] {
  const receipts: ActReceipt[] = []
  for (const [index, entry] of shared.entries()) {
    const act = ACT_OF[entry.kind]
    const body = (entry.body ?? {}) as Body
    if (act === undefined || entry.actor.id !== personId || body.digest !== digest) continue
    if (body.side === undefined || body.statement === undefined || body.envelope === undefined) continue
    const rest = shared.slice(index)
    const later = rest.findIndex(({ at }) => at !== entry.at)
    const together = later < 0 ? rest : rest.slice(0, later)
    const last = together.at(-1) ?? entry
    const force = together.find(({ kind }) => kind === 'baseline.in-force')
    receipts.unshift({
      act,
      proposal: body.proposal ?? 0,
      digest,
      statement: body.statement,
      envelope: body.envelope,
      at: entry.at,
      name: entry.actor.name,
      side: body.side,
      method: body.method ?? 'password',
      ledger: { size: last.seq, head: last.hash },
      baseline: (force?.body as Body | undefined)?.baseline ?? null,
    })
  }
  return receipts
}

/** A receipt as a text that can be kept anywhere and read without this service. */
export function receiptText(
  receipt: ActReceipt,
  of: { readonly title: string; readonly caseId: string; readonly words: string; readonly methodWords: string },
): string {
  return [
    'Receipt',
    '',
    `Case:                 ${of.title} (${of.caseId})`,
    `Act:                  ${of.words} version ${receipt.proposal}`,
    `Who:                  ${receipt.name}, for the ${receipt.side === 'mdm' ? 'Manufacturer' : 'Hospital'}`,
    `When:                 ${receipt.at}`,
    `How it is vouched for: ${of.methodWords}`,
    `Digest of the version: ${receipt.digest}`,
    `Statement (SHA-256):  ${receipt.statement}`,
    `Envelope (SHA-256):   ${receipt.envelope}`,
    `History:              entry ${receipt.ledger.size}, ${receipt.ledger.head}`,
    '',
    'The bundle of this version holds the statement and the envelope with these digests, and a history that has this',
    'entry with this hash. If it does not, somebody has changed it.',
    '',
  ].join('\n')
}
