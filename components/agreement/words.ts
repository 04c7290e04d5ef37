import { SIDE_WORD, SIDES, type Side } from '@/lib/agreement/charter'
import type { Effect } from '@/lib/agreement/events'
import { dayWords, instantWords } from '@/lib/agreement/instant'
import { BASELINE_STATES, type Baseline, missing, PROPOSAL_STATES, type Proposal } from '@/lib/agreement/proposal'

/** The sides whose signature is still missing, in words: `the Hospital`. */
export function missingWords(proposal: Proposal): string {
  return SIDES.filter((side) => missing(proposal, side) > 0)
    .map((side) => `the ${SIDE_WORD[side]}`)
    .join(' and ')
}

/** How a version stands, in a few words. */
export function stateWords(proposal: Proposal): string {
  if (proposal.state === 'fully-signed') return `Signed by both sides; ${waitsFor(proposal)}`
  if (!PROPOSAL_STATES[proposal.state].live) return PROPOSAL_STATES[proposal.state].words
  return `Waits for ${missingWords(proposal)}`
}

/** What a version that both sides have signed still waits for. */
function waitsFor({ effect, confirmations }: Proposal): string {
  if (effect.kind === 'date') return `takes effect on ${dayWords(effect.from)}`
  if (effect.kind === 'at-once') return 'takes effect at once'
  const open = SIDES.filter((side) => !confirmations.some((c) => c.side === side)).map(
    (side) => `the ${SIDE_WORD[side]}`,
  )
  return `waits for ${open.join(' and ')} to confirm its condition`
}

export function stateColour(proposal: Proposal): 'orange' | 'teal' | 'red' | 'gray' {
  if (PROPOSAL_STATES[proposal.state].live) return 'orange'
  if (proposal.state === 'in-force') return 'teal'
  return proposal.state === 'refused' ? 'red' : 'gray'
}

export function baselineColour({ state }: Baseline): 'orange' | 'teal' | 'gray' {
  return state === 'in-force' ? 'teal' : state === 'pending-effect' ? 'orange' : 'gray'
}

/** How a baseline stands: `In force`, `Ends on 3 Mar 2027`, `Replaced by a later one on 3 Mar 2027`. */
export function baselineWords(baseline: Baseline): string {
  const ends = baseline.terminations.find((t) => t.ends !== null)?.ends
  if (baseline.state === 'in-force')
    return ends ? `In force; ends on ${dayWords(ends)}` : BASELINE_STATES['in-force'].words
  const words = BASELINE_STATES[baseline.state].words
  return baseline.until === undefined ? words : `${words} on ${dayWords(baseline.until)}`
}

/** When a version takes effect, as a sentence. */
export function effectWords(effect: Effect): string {
  if (effect.kind === 'date') return `On ${instantWords(effect.from)}, once both sides have signed`
  if (effect.kind === 'condition') {
    return `Once both sides have signed and both confirm: ${effect.text} (at the latest on ${dayWords(effect.until)})`
  }
  return 'As soon as both sides have signed'
}

export function placesWords(count: number): string {
  return count === 1 ? '1 place' : `${count} places`
}

export function countWords(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`
}

export function sideName(side: Side | '' | null | undefined): string {
  return side === 'mdm' || side === 'hdo' ? SIDE_WORD[side] : ''
}

/** To an administrator who adopts a charter without a passkey. */
export const NO_KEY_HERE = 'No passkey of yours has been confirmed in this case.'

/** That nothing is in force: not yet, or not any more. */
export function nothingWords(baselines: readonly Baseline[]): string {
  const last = baselines.filter(({ state }) => state === 'terminated').at(-1)
  if (last === undefined) return 'Nothing is in force yet'
  return `Nothing is in force any more: baseline ${last.number} ended${last.until === undefined ? '' : ` on ${dayWords(last.until)}`}`
}

/** From when to when a baseline counts, as a sentence. */
export function forceWords({ state, since, until }: Baseline): string {
  if (state === 'pending-effect') return 'Signed by both sides; not in force yet.'
  if (state === 'in-force' || until === undefined) return `In force since ${instantWords(since)}.`
  return `It was in force from ${instantWords(since)} to ${instantWords(until)}.`
}
