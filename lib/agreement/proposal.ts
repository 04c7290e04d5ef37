import { assertNever } from '@/lib/gsn/outcome'
import { rosteredSide, SIDES, type Side } from './charter'
import { isAgreementEntry } from './event-kinds'
import type { AgreementBody, AgreementEntry } from './events'

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
  /** Set when the signer lost the right to sign before the version was in force. */
  readonly lapsed?: string
}

export interface Ending {
  readonly at: string
  readonly by: Person
  readonly side?: Side
  readonly code?: AgreementBody<'proposal.refused'>['code']
  readonly text: string
  readonly elements: readonly string[]
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
  readonly state: ProposalState
  /** In the order they were given, lapsed ones included. */
  readonly signatures: readonly Signature[]
  /** How it ended, when it was refused, withdrawn, expired or overtaken. */
  readonly ending?: Ending
}

export interface Baseline {
  readonly number: number
  readonly proposal: number
  readonly digest: string
  readonly caseDigest: string
  readonly title: string
  readonly since: string
  readonly supersedes: string | null
  readonly state: 'in-force' | 'superseded'
  /** When the next one replaced it. */
  readonly until?: string
}

export interface AgreementState {
  readonly proposals: readonly Proposal[]
  readonly baselines: readonly Baseline[]
  /** The one proposal that can still be signed. */
  readonly open?: Proposal
  readonly inForce?: Baseline
}

/**
 * What the ledger says about the agreement. Pure: the same entries give the same state everywhere. An entry that does
 * not fit the state it meets changes nothing, so a forged or repeated entry cannot move it.
 */
export function reduceAgreement(
  entries: readonly { readonly kind: string; readonly body: unknown; readonly at: string; readonly actor: Person }[],
): AgreementState {
  let state: AgreementState = { proposals: [], baselines: [] }
  for (const entry of entries) if (isAgreementEntry(entry)) state = next(state, entry)
  return state
}

function next(state: AgreementState, entry: AgreementEntry): AgreementState {
  const { at, actor } = entry
  switch (entry.kind) {
    case 'proposal.opened': {
      const { proposal: number, roster, quorum, ...body } = entry.body
      // [AGR4] One at a time, numbered without gaps, on top of what is in force.
      if (state.open !== undefined || number !== state.proposals.length + 1) return state
      if (body.supersedes !== (state.inForce?.digest ?? null)) return state
      const proposal = {
        ...body,
        number,
        roster,
        quorum,
        openedAt: at,
        by: actor,
        state: 'open',
        signatures: [],
      } as const
      return withProposals(state, [...state.proposals, proposal])
    }
    case 'proposal.signed': {
      const { digest, side, envelope } = entry.body
      return change(state, entry.body, (proposal) => {
        // [AGR5] A signature counts for the digest it names, once per person, from the frozen roster.
        if (rosterSide(proposal, actor.id) !== side || counted(proposal).some((s) => s.person.id === actor.id))
          return proposal
        return withSignatures(proposal, [...proposal.signatures, { person: actor, side, at, digest, envelope }])
      })
    }
    case 'proposal.lapsed':
      return change(state, entry.body, (proposal) =>
        withSignatures(
          proposal,
          proposal.signatures.map((s) =>
            s.person.id === entry.body.person && s.lapsed === undefined ? { ...s, lapsed: at } : s,
          ),
        ),
      )
    case 'proposal.refused': {
      const { side, code, text, elements } = entry.body
      return change(state, entry.body, (p) => ({
        ...p,
        state: 'refused',
        ending: { at, by: actor, side, code, text, elements },
      }))
    }
    case 'proposal.withdrawn': {
      const { side, reason } = entry.body
      return change(state, entry.body, (p) => ({
        ...p,
        state: 'withdrawn',
        ending: { at, by: actor, side, text: reason, elements: [] },
      }))
    }
    case 'proposal.expired':
      return change(state, entry.body, (p) => ({
        ...p,
        state: 'expired',
        ending: { at, by: actor, text: '', elements: [] },
      }))
    case 'proposal.overtaken':
      return change(state, entry.body, (p) => ({
        ...p,
        state: 'overtaken',
        ending: { at, by: actor, text: '', elements: [] },
      }))
    case 'proposal.password-failed':
      return state
    case 'baseline.in-force':
      return enterIntoForce(state, entry.body, at)
    default:
      return assertNever(entry)
  }
}

function change(
  state: AgreementState,
  about: { readonly proposal: number; readonly digest: string },
  alter: (proposal: Proposal) => Proposal,
): AgreementState {
  if (state.open === undefined || state.open.number !== about.proposal || state.open.digest !== about.digest)
    return state
  return withProposals(
    state,
    state.proposals.map((proposal) => (proposal.number === about.proposal ? alter(proposal) : proposal)),
  )
}

function withProposals(state: AgreementState, proposals: readonly Proposal[]): AgreementState {
  const open = proposals.find((proposal) => PROPOSAL_STATES[proposal.state].live)
  const { open: _, ...rest } = state
  return open === undefined ? { ...rest, proposals } : { ...rest, proposals, open }
}

function withSignatures(proposal: Proposal, signatures: readonly Signature[]): Proposal {
  const signed = { ...proposal, signatures }
  const state = quorumReached(signed) ? 'fully-signed' : counted(signed).length > 0 ? 'part-signed' : 'open'
  return { ...signed, state }
}

function enterIntoForce(state: AgreementState, body: AgreementBody<'baseline.in-force'>, at: string): AgreementState {
  const proposal = state.open
  // [AGR4] Baselines form one line: each follows the one that was in force.
  if (proposal?.state !== 'fully-signed' || proposal.number !== body.proposal || proposal.digest !== body.digest)
    return state
  if (body.baseline !== state.baselines.length + 1 || body.supersedes !== (state.inForce?.digest ?? null)) return state
  const baseline: Baseline = {
    number: body.baseline,
    proposal: proposal.number,
    digest: proposal.digest,
    caseDigest: proposal.caseDigest,
    title: proposal.title,
    since: at,
    supersedes: body.supersedes,
    state: 'in-force',
  }
  const before = state.baselines.map(
    (b): Baseline => (b.state === 'in-force' ? { ...b, state: 'superseded', until: at } : b),
  )
  const proposals = state.proposals.map(
    (p): Proposal => (p.number === proposal.number ? { ...p, state: 'in-force' } : p),
  )
  return { ...withProposals(state, proposals), baselines: [...before, baseline], inForce: baseline }
}

/** Signatures that count: given for this proposal's digest and not lapsed. */
export function counted(proposal: Proposal): readonly Signature[] {
  return proposal.signatures.filter((s) => s.lapsed === undefined && s.digest === proposal.digest)
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
