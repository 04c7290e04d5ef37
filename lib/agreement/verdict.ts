import { METHODS, SIDE_WORD } from './charter'
import type { LedgerHead } from './ledger-chain'
import type { AdoptionFact } from './verify-adoptions'
import type { ActFact } from './verify-envelopes'

/** What is wrong, and where: a file of the bundle, sometimes with a place in it. */
export interface Problem {
  readonly code: string
  readonly where: string
  readonly message: string
}

export interface Verdict {
  readonly status: 'valid' | 'remarks' | 'not-valid'
  /** SHA-256 of the manifest, when the bundle could be opened. */
  readonly digest?: string
  readonly problems: readonly Problem[]
  /** What a careful reader should know although everything fits. */
  readonly remarks: readonly string[]
  readonly facts?: Facts
}

export interface Facts {
  readonly title: string
  readonly parties: readonly string[]
  readonly proposal: number
  readonly baseline?: number
  readonly since?: string
  readonly acts: readonly ActFact[]
  /** Who adopted the charter that this version was signed under. */
  readonly adoptions: readonly AdoptionFact[]
  readonly parts: number
  readonly evidence: { readonly embedded: number; readonly referenced: number }
  readonly entries: number
  readonly head: string
  readonly serviceKey: string
}

/** What whoever checks knows from elsewhere: a receipt, a letter, an earlier look at the history. */
export interface Expected {
  readonly digest?: string
  readonly serviceKey?: string
  /** Heads of the history that were seen or printed on a receipt. */
  readonly heads?: readonly LedgerHead[]
}

export const VERDICT_WORDS: Readonly<Record<Verdict['status'], string>> = {
  valid: 'VALID',
  remarks: 'VALID WITH REMARKS',
  'not-valid': 'NOT VALID',
}

/** What a person did, in the past tense. */
export const ACT_WORDS = {
  sign: 'Signed',
  unsign: 'Took the signature back',
  refuse: 'Refused',
  withdraw: 'Withdrew the version',
  confirm: 'Confirmed the condition',
  terminate: 'Ended the agreement',
} as const satisfies Record<ActFact['act'], string>

/** The verdict as a person reads it, one thing per line. */
export function verdictText(verdict: Verdict): string {
  const lines = [VERDICT_WORDS[verdict.status]]
  if (verdict.digest !== undefined) lines.push(`Digest    ${verdict.digest}`)
  const { facts } = verdict
  if (facts !== undefined && verdict.status !== 'not-valid') {
    lines.push(`Case      ${facts.title}`, `Parties   ${facts.parties.join(' and ')}`)
    if (facts.baseline !== undefined) lines.push(`Baseline  ${facts.baseline}, in force since ${facts.since}`)
    for (const { charter, name, side, at, methodWords } of facts.adoptions) {
      lines.push(
        `Charter   ${charter}, adopted by ${name} for the ${SIDE_WORD[side]}, ${at}`,
        `          ${methodWords}`,
      )
    }
    for (const act of facts.acts) {
      lines.push(
        `${ACT_WORDS[act.act].padEnd(9)} ${act.name} for the ${SIDE_WORD[act.side]}, ${act.at}`,
        `          ${METHODS[act.method].words}`,
      )
    }
    const { embedded, referenced } = facts.evidence
    const files = embedded + referenced === 0 ? '' : `, ${embedded} evidence files here and ${referenced} by their hash`
    lines.push(
      `Checked   ${facts.parts} parts${files}, ${facts.entries} entries of the history, ${facts.acts.length} signed statements`,
    )
    lines.push(`Key       ${facts.serviceKey}`, `Head      ${facts.entries}:${facts.head}`)
  }
  for (const problem of verdict.problems) lines.push(`Wrong     ${problem.where}: ${problem.message}`)
  for (const remark of verdict.remarks) lines.push(`Remark    ${remark}`)
  return `${lines.join('\n')}\n`
}
