import { effectReached } from './baseline-steps'
import { type Method, rosteredSide, SIDES, type Side } from './charter'
import type { AgreementBody, Effect } from './events'

export type ProposalState =
  | 'open'
  | 'part-signed'
  | 'fully-signed'
  | 'in-force'
  | 'refused'
  | 'withdrawn'
  | 'expired'
  | 'overtaken'

/** One row per state: whether it can still change, and the words on screen. */
export const PROPOSAL_STATES = {
  open: { live: true, words: 'Waits for signatures' },
  'part-signed': { live: true, words: 'Partly signed' },
  'fully-signed': { live: true, words: 'Signed by both sides' },
  'in-force': { live: false, words: 'In force' },
  refused: { live: false, words: 'Refused' },
  withdrawn: { live: false, words: 'Withdrawn' },
  expired: { live: false, words: 'Expired' },
  overtaken: { live: false, words: 'Overtaken by another version' },
} as const satisfies Record<ProposalState, { live: boolean; words: string }>

export const BASELINE_STATES = {
  'pending-effect': { words: 'Signed, not yet in force' },
  'in-force': { words: 'In force' },
  superseded: { words: 'Replaced by a later one' },
  terminated: { words: 'Ended' },
} as const satisfies Record<string, { words: string }>
export type BaselineState = keyof typeof BASELINE_STATES

export interface Person {
  readonly id: string
  readonly name: string
  readonly side?: Side
}

export interface Signature {
  readonly person: Person
  readonly side: Side
  readonly at: string
  readonly digest: string
  readonly envelope: string
  readonly method: Method
  /** The signatory in whose place a delegate signed. */
  readonly standsFor?: string
  /** Set when the signer lost the right to sign before the version was in force. */
  readonly lapsed?: string
  /** Set when the signer took it back; it stays on record and counts for nothing. */
  readonly withdrawn?: { readonly at: string; readonly reason: string }
}

export interface Ending {
  readonly at: string
  readonly by: Person
  readonly side?: Side
  readonly code?: AgreementBody<'proposal.refused'>['code']
  readonly text: string
  readonly elements: readonly string[]
}

/** A side's word that the condition is met. */
export interface Confirmation {
  readonly person: Person
  readonly side: Side
  readonly at: string
  readonly text: string
}

export interface Proposal {
  readonly number: number
  readonly digest: string
  readonly caseDigest: string
  readonly title: string
  readonly supersedes: string | null
  readonly reason: string
  readonly accepted: number
  readonly openedAt: string
  readonly by: Person
  readonly expires: string
  readonly quorum: Readonly<Record<Side, number>>
  readonly roster: Readonly<Record<Side, readonly string[]>>
  readonly delegates: Readonly<Record<string, string>>
  /** Digest of the adopted charter; absent before charters were adopted. */
  readonly charter?: string
  readonly effect: Effect
  readonly noticeDays: number
  /** Number of the proposal that this one answers. */
  readonly counters?: number
  readonly state: ProposalState
  /** In the order they were given, lapsed and withdrawn ones included. */
  readonly signatures: readonly Signature[]
  readonly confirmations: readonly Confirmation[]
  /** How it ended, when it was refused, withdrawn, expired or overtaken. */
  readonly ending?: Ending
}

/** A side's word that the agreement ends. */
export interface Termination {
  readonly person: Person
  readonly side: Side
  readonly at: string
  /** When its notice runs out; null while it waits for the other side to agree. */
  readonly ends: string | null
  readonly reason: string
}

export interface Baseline {
  readonly number: number
  readonly proposal: number
  readonly digest: string
  readonly caseDigest: string
  readonly title: string
  /** When it came into force; when the last signature was recorded while that is still to come. */
  readonly since: string
  readonly effect: Effect
  readonly noticeDays: number
  readonly supersedes: string | null
  readonly state: BaselineState
  /** When the next one replaced it, or when it was ended. */
  readonly until?: string
  /** Which sides have said that it ends, at most one word of each. */
  readonly terminations: readonly Termination[]
}

export interface AgreementState {
  readonly proposals: readonly Proposal[]
  /** One line: all that came into force, then at most one that waits for its date or condition. */
  readonly baselines: readonly Baseline[]
  /** The one proposal that can still change. */
  readonly open?: Proposal
  readonly inForce?: Baseline
  /** The baseline that both sides have signed and that waits for its date or condition. */
  readonly pending?: Baseline
}

export const NO_AGREEMENT: AgreementState = { proposals: [], baselines: [] }

/** Neither lapsed nor taken back. */
export function stands(signature: Signature): boolean {
  return signature.lapsed === undefined && signature.withdrawn === undefined
}

/** Signatures that count: given for this proposal's digest, not lapsed and not taken back. */
export function counted(proposal: Proposal): readonly Signature[] {
  return proposal.signatures.filter((s) => stands(s) && s.digest === proposal.digest)
}

/** The signature that counts for a person's place: their own, or that of the one they stand for or who stands for them. */
export function signatureOf(proposal: Proposal, personId: string): Signature | undefined {
  const place = (id: string) => proposal.delegates[id] ?? id
  return counted(proposal).find((s) => place(s.person.id) === place(personId))
}

/** How many signatures a side still owes. */
export function missing(proposal: Proposal, side: Side): number {
  return Math.max(0, proposal.quorum[side] - counted(proposal).filter((s) => s.side === side).length)
}

export function quorumReached(proposal: Proposal): boolean {
  return SIDES.every((side) => missing(proposal, side) === 0)
}

/** [AGR5] The side a person may sign this proposal for, by its frozen roster. */
export function rosterSide(proposal: Pick<Proposal, 'roster'>, personId: string): Side | undefined {
  const ids = (side: Side) => proposal.roster[side].map((id) => ({ id }))
  return rosteredSide({ mdm: ids('mdm'), hdo: ids('hdo') }, personId)
}

/** Later than any time. */
export const NEVER = '9999'

/** When the clock ends a proposal: its time limit; once both have signed, the last day of its condition. */
export function lastMoment(proposal: Proposal): string {
  if (proposal.state !== 'fully-signed') return proposal.expires
  return proposal.effect.kind === 'condition' && !effectReached(proposal, '') ? proposal.effect.until : NEVER
}
