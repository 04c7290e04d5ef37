import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { SIDE_WORD, type Side } from './charter'
import type { AgreementEvent } from './events'
import {
  type AgreementState,
  counted,
  missing,
  type Person,
  PROPOSAL_STATES,
  type Proposal,
  rosterSide,
} from './proposal'

/** [AGR4] Whether a new version may be proposed on top of `supersedes`, the digest of the baseline the proposer saw in force. */
export function mayPropose(state: AgreementState, supersedes: string | null): Outcome<{ readonly number: number }> {
  if (state.open !== undefined) {
    return refuse(
      'proposal-open',
      `Proposal ${state.open.number} still waits for an answer. Sign, refuse or withdraw it before you propose another version.`,
      { proposal: state.open.number },
    )
  }
  if (supersedes !== (state.inForce?.digest ?? null)) {
    return refuse(
      'baseline-changed',
      'Another version came into force meanwhile. Look at it before you propose again.',
      {
        inForce: state.inForce?.number ?? null,
      },
    )
  }
  return ok({ number: state.proposals.length + 1 })
}

/** A proposal that can still be answered, in the version (digest) that the person has read. */
export function answerable(state: AgreementState, number: number, digest: string, at: string): Outcome<Proposal> {
  const proposal = state.proposals.find((p) => p.number === number)
  if (proposal === undefined) return refuse('proposal-not-found', 'There is no such proposal.')
  if (!PROPOSAL_STATES[proposal.state].live) {
    const words = PROPOSAL_STATES[proposal.state].words.toLowerCase()
    return refuse('proposal-closed', `Proposal ${number} is closed: ${words}. Nothing more can be done with it.`, {
      state: proposal.state,
    })
  }
  if (proposal.expires <= at)
    return refuse('proposal-expired', `Proposal ${number} has run out of time. Propose again.`)
  if (proposal.digest !== digest) {
    return refuse('version-changed', 'This is not the version that was proposed. Read it again before you answer.', {
      digest: proposal.digest,
    })
  }
  return ok(proposal)
}

/** [AGR5] Whether this person may sign this version now. */
export function maySign(
  state: AgreementState,
  number: number,
  digest: string,
  personId: string,
  at: string,
): Outcome<{ proposal: Proposal; side: Side }> {
  const found = answerable(state, number, digest, at)
  if (!found.ok) return found
  const side = rosterSide(found.value, personId)
  if (side === undefined)
    return refuse('not-rostered', 'You are not among the signatories who were named when this version was proposed.')
  if (counted(found.value).some((s) => s.person.id === personId))
    return refuse('already-signed', 'You have signed this version already.')
  if (missing(found.value, side) === 0) {
    return refuse('side-complete', `The ${SIDE_WORD[side]} has signed already. Nothing is left for you to do.`)
  }
  return ok({ proposal: found.value, side })
}

/** Whether this person may refuse: a signatory of a side that is asked. */
export function mayRefuse(
  state: AgreementState,
  number: number,
  digest: string,
  personId: string,
  at: string,
): Outcome<{ proposal: Proposal; side: Side }> {
  const found = answerable(state, number, digest, at)
  if (!found.ok) return found
  const side = rosterSide(found.value, personId)
  if (side === undefined) return refuse('not-rostered', 'Only a signatory named in this version may refuse it.')
  return ok({ proposal: found.value, side })
}

/** Whether this person may withdraw: somebody of the side that proposed. */
export function mayWithdraw(
  state: AgreementState,
  number: number,
  digest: string,
  person: Person,
  at: string,
): Outcome<Proposal> {
  const found = answerable(state, number, digest, at)
  if (!found.ok) return found
  if (person.side === undefined || person.side !== found.value.by.side) {
    return refuse('not-your-side', 'Only the side that proposed this version may withdraw it.')
  }
  return found
}

/**
 * What follows from a signature: lapses of signers who lost the right meanwhile, and entering into force once the
 * quorum of both sides stands.
 * @param state    the state with the new signature in it
 * @param entitled whether a person still holds the right to sign for that side
 */
export function afterSigning(
  state: AgreementState,
  entitled: (personId: string, side: Side) => boolean,
): readonly AgreementEvent[] {
  const proposal = state.open
  if (proposal === undefined) return []
  const { number, digest } = proposal
  const lapsed = counted(proposal).filter((s) => !entitled(s.person.id, s.side))
  if (lapsed.length > 0) {
    return lapsed.map((s) => ({
      kind: 'proposal.lapsed',
      body: { proposal: number, digest, side: s.side, person: s.person.id },
    }))
  }
  if (proposal.state !== 'fully-signed') return []
  const baseline = state.baselines.length + 1
  return [{ kind: 'baseline.in-force', body: { baseline, proposal: number, digest, supersedes: proposal.supersedes } }]
}

/** What the clock ends: an open proposal past its time. */
export function expiry(state: AgreementState, at: string): readonly AgreementEvent[] {
  const open = state.open
  if (open === undefined || open.expires > at) return []
  return [{ kind: 'proposal.expired', body: { proposal: open.number, digest: open.digest } }]
}
