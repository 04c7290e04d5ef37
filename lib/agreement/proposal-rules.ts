import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { endable } from './baseline-steps'
import { SIDE_WORD, type Side } from './charter'
import {
  type AgreementState,
  type Baseline,
  missing,
  type Person,
  PROPOSAL_STATES,
  type Proposal,
  rosterSide,
  signatureOf,
} from './proposal'

/** What somebody can do whose proposal came second. The screen offers the three. */
export const AFTER_LOSING = ['review', 'counter', 'wait'] as const

/** [AGR4] Whether a new version may be proposed on top of `supersedes`, the digest of the baseline the proposer saw in force. */
export function mayPropose(state: AgreementState, supersedes: string | null): Outcome<{ readonly number: number }> {
  const { open } = state
  if (open?.state === 'fully-signed') {
    return refuse(
      'proposal-open',
      `Version ${open.number} is signed by both sides and waits to take effect. Let it take effect, or end it together, before you propose another version.`,
      { proposal: open.number, choices: ['review', 'wait'] },
    )
  }
  if (open !== undefined) {
    return refuse(
      'proposal-open',
      `Proposal ${open.number} still waits for an answer. Sign, refuse or withdraw it before you propose another version.`,
      { proposal: open.number, choices: AFTER_LOSING },
    )
  }
  if (supersedes !== (state.inForce?.digest ?? null)) {
    return refuse(
      'baseline-changed',
      'Another version came into force meanwhile. Look at it before you propose again.',
      { inForce: state.inForce?.number ?? null, choices: ['review', 'wait'] },
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
  if (proposal.state !== 'fully-signed' && proposal.expires <= at)
    return refuse('proposal-expired', `Proposal ${number} has run out of time. Propose again.`)
  if (proposal.digest !== digest) {
    return refuse('version-changed', 'This is not the version that was proposed. Read it again before you answer.', {
      digest: proposal.digest,
    })
  }
  return ok(proposal)
}

/** A proposal that both sides have signed is an agreement: one side alone neither refuses nor takes it back. */
function notBinding(proposal: Proposal): Outcome<Proposal> {
  if (proposal.state !== 'fully-signed') return ok(proposal)
  return refuse(
    'fully-signed',
    `Version ${proposal.number} is signed by both sides. It can only be ended as an agreement is ended.`,
  )
}

type Found = Outcome<{ readonly proposal: Proposal; readonly side: Side }>

function rostered(found: Outcome<Proposal>, personId: string, message: string): Found {
  if (!found.ok) return found
  const side = rosterSide(found.value, personId)
  return side === undefined ? refuse('not-rostered', message) : ok({ proposal: found.value, side })
}

/** [AGR5] Whether this person may sign this version now. */
export function maySign(state: AgreementState, number: number, digest: string, personId: string, at: string): Found {
  const found = rostered(
    answerable(state, number, digest, at),
    personId,
    'You are not among the signatories who were named when this version was proposed.',
  )
  if (!found.ok) return found
  const { proposal, side } = found.value
  const signed = signatureOf(proposal, personId)
  if (signed?.person.id === personId) return refuse('already-signed', 'You have signed this version already.')
  if (signed !== undefined) {
    return refuse('already-signed', `${signed.person.name} has signed for the same place. It counts once.`)
  }
  if (missing(proposal, side) === 0) {
    return refuse('side-complete', `The ${SIDE_WORD[side]} has signed already. Nothing is left for you to do.`)
  }
  return found
}

/** Whether this person may take their signature back: before both sides have signed. */
export function mayUnsign(state: AgreementState, number: number, digest: string, personId: string, at: string): Found {
  const found = rostered(answerable(state, number, digest, at), personId, 'You have not signed this version.')
  if (!found.ok) return found
  const free = notBinding(found.value.proposal)
  if (!free.ok) return free
  if (signatureOf(found.value.proposal, personId)?.person.id !== personId) {
    return refuse('not-signed', 'You have not signed this version, so there is nothing to take back.')
  }
  return found
}

/** Whether this person may refuse: a signatory of a side that is asked. */
export function mayRefuse(state: AgreementState, number: number, digest: string, personId: string, at: string): Found {
  const found = rostered(
    answerable(state, number, digest, at),
    personId,
    'Only a signatory named in this version may refuse it.',
  )
  if (!found.ok) return found
  const free = notBinding(found.value.proposal)
  return free.ok ? found : free
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
  return notBinding(found.value)
}

/** Whether this person may say for their side that the condition is met. */
export function mayConfirm(state: AgreementState, number: number, digest: string, personId: string, at: string): Found {
  const found = rostered(
    answerable(state, number, digest, at),
    personId,
    'Only a signatory named in this version may confirm its condition.',
  )
  if (!found.ok) return found
  const { proposal, side } = found.value
  if (proposal.state !== 'fully-signed' || proposal.effect.kind !== 'condition') {
    return refuse('nothing-to-confirm', 'This version does not wait for a condition.')
  }
  if (proposal.effect.until <= at) {
    return refuse('proposal-expired', 'The last day of the condition has passed. Propose again.')
  }
  if (proposal.confirmations.some((c) => c.side === side)) {
    return refuse('already-confirmed', `The ${SIDE_WORD[side]} has confirmed this already.`)
  }
  return found
}

/**
 * Whether this person may end the baseline that a proposal became: a signatory of today, for their side, once.
 * @param person with the side they may sign for now
 */
export function mayTerminate(
  state: AgreementState,
  number: number,
  digest: string,
  person: Person,
): Outcome<{ readonly baseline: Baseline; readonly side: Side }> {
  const known = state.proposals.find((p) => p.number === number)
  if (known === undefined) return refuse('proposal-not-found', 'There is no such proposal.')
  const baseline = endable(state, { digest })
  if (baseline === undefined || baseline.proposal !== number) {
    return refuse('not-in-force', 'This version is not in force, so there is nothing to end.')
  }
  const { side } = person
  if (side === undefined) return refuse('not-rostered', 'Only a signatory of a side may end an agreement.')
  if (baseline.terminations.some((t) => t.side === side)) {
    return refuse('already-ending', `The ${SIDE_WORD[side]} has said already that this agreement ends.`)
  }
  return ok({ baseline, side })
}
