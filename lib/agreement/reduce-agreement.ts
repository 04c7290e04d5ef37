import { assertNever } from '@/lib/gsn/outcome'
import { agreeToEnd, enterIntoForce, startPending, terminate, withoutPending } from './baseline-steps'
import type { Side } from './charter'
import { isAgreementEntry } from './event-kinds'
import type { AgreementBody, AgreementEntry } from './events'
import {
  type AgreementState,
  counted,
  lastMoment,
  NO_AGREEMENT,
  type Person,
  PROPOSAL_STATES,
  type Proposal,
  quorumReached,
  rosterSide,
  type Signature,
  signatureOf,
  stands,
} from './proposal'

/**
 * What the ledger says about the agreement. Pure: the same entries give the same state everywhere. An entry that does
 * not fit the state it meets changes nothing, so a forged or repeated entry cannot move it.
 */
export function reduceAgreement(
  entries: readonly { readonly kind: string; readonly body: unknown; readonly at: string; readonly actor: Person }[],
  from: AgreementState = NO_AGREEMENT,
): AgreementState {
  let state = from
  for (const entry of entries) if (isAgreementEntry(entry)) state = next(state, entry)
  return state
}

function next(state: AgreementState, entry: AgreementEntry): AgreementState {
  const { at, actor } = entry
  switch (entry.kind) {
    case 'proposal.opened':
      return opened(state, entry.body, at, actor)
    case 'proposal.signed': {
      const { digest, side, envelope, method = 'password' } = entry.body
      return change(state, entry.body, (proposal) => {
        // [AGR5] A signature counts for the digest it names, once per place, from the frozen roster.
        if (rosterSide(proposal, actor.id) !== side || proposal.state === 'fully-signed') return proposal
        const standsFor = proposal.delegates[actor.id]
        if (signatureOf(proposal, actor.id) !== undefined) return proposal
        const signature = { person: actor, side, at, digest, envelope, method }
        return withSignatures(proposal, [
          ...proposal.signatures,
          standsFor === undefined ? signature : { ...signature, standsFor },
        ])
      })
    }
    case 'proposal.unsigned':
      return change(state, entry.body, (proposal) => {
        const own = counted(proposal).find((s) => s.person.id === actor.id)
        if (own === undefined || proposal.state === 'fully-signed') return proposal
        const withdrawn = { at, reason: entry.body.reason }
        return withSignatures(
          proposal,
          proposal.signatures.map((s) => (s === own ? { ...s, withdrawn } : s)),
        )
      })
    case 'proposal.lapsed':
      return withoutPending(
        change(state, entry.body, (proposal) =>
          withSignatures(
            proposal,
            proposal.signatures.map((s) => (s.person.id === entry.body.person && stands(s) ? { ...s, lapsed: at } : s)),
          ),
        ),
      )
    case 'proposal.refused': {
      const { side, code, text, elements } = entry.body
      return change(state, entry.body, (p) =>
        p.state === 'fully-signed' || rosterSide(p, actor.id) !== side
          ? p
          : { ...p, state: 'refused', ending: { at, by: actor, side, code, text, elements } },
      )
    }
    case 'proposal.withdrawn': {
      const { side, reason } = entry.body
      return change(state, entry.body, (p) =>
        p.state === 'fully-signed' || p.by.side !== side || actor.side !== side
          ? p
          : ended(p, 'withdrawn', at, actor, reason, side),
      )
    }
    case 'proposal.expired':
      return withoutPending(change(state, entry.body, (p) => (at < lastMoment(p) ? p : ended(p, 'expired', at, actor))))
    case 'proposal.overtaken':
      return change(state, entry.body, (p) =>
        p.state === 'fully-signed' || p.supersedes === (state.inForce?.digest ?? null)
          ? p
          : ended(p, 'overtaken', at, actor),
      )
    case 'baseline.condition-met': {
      const { side, text } = entry.body
      return change(state, entry.body, (p) => {
        const fits = p.effect.kind === 'condition' && p.state === 'fully-signed' && rosterSide(p, actor.id) === side
        if (!fits || p.confirmations.some((c) => c.side === side)) return p
        return { ...p, confirmations: [...p.confirmations, { person: actor, side, at, text }] }
      })
    }
    case 'baseline.pending':
      return startPending(state, entry.body, at)
    case 'baseline.in-force':
      return refreshed(enterIntoForce(state, entry.body, at))
    case 'baseline.termination':
      return agreeToEnd(state, entry.body, actor, at)
    case 'baseline.terminated':
      return refreshed(terminate(state, entry.body, actor, at))
    case 'charter.proposed':
    case 'charter.adopted':
    case 'charter.declined':
    case 'passkey.enrolled':
    case 'passkey.checked':
    case 'passkey.revoked':
    case 'signing.delegated':
    case 'signing.delegation-ended':
    case 'service.key-rotated':
    case 'proposal.password-failed':
    case 'proposal.attempt-failed':
      return state
    default:
      return assertNever(entry)
  }
}

function opened(
  state: AgreementState,
  {
    proposal: number,
    delegates = {},
    effect = { kind: 'at-once' },
    noticeDays = 0,
    ...body
  }: AgreementBody<'proposal.opened'>,
  at: string,
  by: Person,
): AgreementState {
  // [AGR4] One at a time, numbered without gaps, on top of what is in force.
  if (state.open !== undefined || number !== state.proposals.length + 1) return state
  if (body.supersedes !== (state.inForce?.digest ?? null)) return state
  const proposal: Proposal = {
    ...body,
    number,
    delegates,
    effect,
    noticeDays,
    openedAt: at,
    by,
    state: 'open',
    signatures: [],
    confirmations: [],
  }
  return withProposals(state, [...state.proposals, proposal])
}

function ended(
  proposal: Proposal,
  state: 'withdrawn' | 'expired' | 'overtaken',
  at: string,
  by: Person,
  text = '',
  side?: Side,
): Proposal {
  const ending = { at, by, text, elements: [], ...(side === undefined ? {} : { side }) }
  return { ...proposal, state, ending }
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

function refreshed(state: AgreementState): AgreementState {
  return withProposals(state, state.proposals)
}

function withProposals({ open: _, ...rest }: AgreementState, proposals: readonly Proposal[]): AgreementState {
  const open = proposals.find((proposal) => PROPOSAL_STATES[proposal.state].live)
  return open === undefined ? { ...rest, proposals } : { ...rest, proposals, open }
}

function withSignatures(proposal: Proposal, signatures: readonly Signature[]): Proposal {
  const signed = { ...proposal, signatures }
  const state = quorumReached(signed) ? 'fully-signed' : counted(signed).length > 0 ? 'part-signed' : 'open'
  return { ...signed, state }
}
