import { SIDES } from './charter'
import type { AgreementBody } from './events'
import type { AgreementState, Baseline, Person, Proposal } from './proposal'

// The part of the reduction that is about baselines. Each step answers the state as it was when the entry does not fit.

/** Whether a fully signed version takes effect at this time. */
export function effectReached(
  { effect, confirmations }: Pick<Proposal, 'effect' | 'confirmations'>,
  at: string,
): boolean {
  switch (effect.kind) {
    case 'at-once':
      return true
    case 'date':
      return effect.from <= at
    case 'condition':
      return SIDES.every((side) => confirmations.some((c) => c.side === side))
  }
}

/** The digest that a version must name as the one it replaces: what is in force, or what ended while it waited. */
function replaces(state: AgreementState, supersedes: string | null): boolean {
  if (supersedes === (state.inForce?.digest ?? null)) return true
  const last = state.baselines.filter((b) => b.state !== 'pending-effect').at(-1)
  return state.inForce === undefined && last?.state === 'terminated' && last.digest === supersedes
}

function baselineOf(proposal: Proposal, number: number, since: string): Omit<Baseline, 'state'> {
  const { digest, caseDigest, title, effect, noticeDays, supersedes } = proposal
  const about = { digest, caseDigest, title, effect, noticeDays, supersedes }
  return { number, proposal: proposal.number, ...about, since, terminations: [] }
}

export function startPending(
  state: AgreementState,
  body: AgreementBody<'baseline.pending'>,
  at: string,
): AgreementState {
  const proposal = fullySigned(state, body)
  if (proposal === undefined || state.pending !== undefined) return state
  if (proposal.effect.kind === 'at-once' || body.baseline !== state.baselines.length + 1) return state
  const pending: Baseline = { ...baselineOf(proposal, body.baseline, at), state: 'pending-effect' }
  return { ...state, baselines: [...state.baselines, pending], pending }
}

/** What lapsed or ran out while it waited was never in force and leaves the line. */
export function withoutPending(state: AgreementState): AgreementState {
  if (state.pending === undefined || state.open?.state === 'fully-signed') return state
  const { pending: _, ...rest } = state
  return { ...rest, baselines: state.baselines.filter((b) => b.state !== 'pending-effect') }
}

export function enterIntoForce(
  state: AgreementState,
  body: AgreementBody<'baseline.in-force'>,
  at: string,
): AgreementState {
  const proposal = fullySigned(state, body)
  // [AGR4] Baselines form one line: each follows the one that was in force.
  if (proposal === undefined || !effectReached(proposal, at)) return state
  if (body.supersedes !== proposal.supersedes || !replaces(state, body.supersedes)) return state
  const { pending, ...rest } = state
  const line = state.baselines.filter((b) => b.state !== 'pending-effect')
  if (body.baseline !== line.length + 1) return state
  const baseline: Baseline = {
    ...baselineOf(proposal, body.baseline, at),
    terminations: pending?.terminations ?? [],
    state: 'in-force',
  }
  const before = line.map((b): Baseline => (b.state === 'in-force' ? { ...b, state: 'superseded', until: at } : b))
  const proposals = state.proposals.map(
    (p): Proposal => (p.number === proposal.number ? { ...p, state: 'in-force' } : p),
  )
  return { ...rest, proposals, baselines: [...before, baseline], inForce: baseline }
}

/** The baseline that can still be ended: in force, or signed and waiting. */
export function endable(state: AgreementState, about: { digest: string }): Baseline | undefined {
  return [state.inForce, state.pending].find((b) => b?.digest === about.digest)
}

export function agreeToEnd(
  state: AgreementState,
  { baseline: number, digest, side, ends, reason }: AgreementBody<'baseline.termination'>,
  person: Person,
  at: string,
): AgreementState {
  const baseline = endable(state, { digest })
  if (baseline?.number !== number || baseline.terminations.some((t) => t.side === side)) return state
  if (person.side !== side) return state
  const terminations = [...baseline.terminations, { person, side, at, ends, reason }]
  return withBaseline(state, { ...baseline, terminations })
}

/** When a baseline ends by the words its sides have given; undefined while it does not. */
export function endOf({ terminations }: Baseline): string | undefined {
  if (SIDES.every((side) => terminations.some((t) => t.side === side))) return ''
  return terminations.flatMap(({ ends }) => (ends === null ? [] : [ends])).sort()[0]
}

export function terminate(
  state: AgreementState,
  { baseline: number, digest }: AgreementBody<'baseline.terminated'>,
  by: Person,
  at: string,
): AgreementState {
  const baseline = endable(state, { digest })
  const end = baseline?.number === number ? endOf(baseline) : undefined
  if (baseline === undefined || end === undefined || end > at) return state
  if (baseline.state === 'in-force') {
    const { inForce: _, ...rest } = withBaseline(state, { ...baseline, state: 'terminated', until: at })
    return rest
  }
  // It was never in force: both sides take it back.
  const { pending: _, ...rest } = state
  const text = baseline.terminations.map((t) => t.reason).join('\n')
  const proposals = state.proposals.map(
    (p): Proposal =>
      p.number === baseline.proposal ? { ...p, state: 'withdrawn', ending: { at, by, text, elements: [] } } : p,
  )
  return { ...rest, proposals, baselines: state.baselines.filter((b) => b.number !== number) }
}

function fullySigned(
  { open }: AgreementState,
  body: { readonly proposal: number; readonly digest: string },
): Proposal | undefined {
  if (open?.state !== 'fully-signed' || open.number !== body.proposal || open.digest !== body.digest) return undefined
  return open
}

function withBaseline(state: AgreementState, changed: Baseline): AgreementState {
  const baselines = state.baselines.map((b) => (b.number === changed.number ? changed : b))
  return {
    ...state,
    baselines,
    ...(state.inForce?.number === changed.number ? { inForce: changed } : {}),
    ...(state.pending?.number === changed.number ? { pending: changed } : {}),
  }
}
