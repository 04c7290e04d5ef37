import { SIDE_WORD, SIDES, type Side } from '@/lib/agreement/charter'
import { missing, PROPOSAL_STATES, type Proposal } from '@/lib/agreement/proposal'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** An instant in words with its zone, the same on server and screen: `22 Nov 2026, 08:05 UTC`. */
export function instantWords(iso: string): string {
  return `${dayWords(iso)}, ${iso.slice(11, 16)} UTC`
}

export function dayWords(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`
}

/** A digest in groups that can be read aloud and compared by eye. */
export function digestGroups(digest: string): string {
  return digest.match(/.{1,8}/g)?.join(' ') ?? ''
}

/** The sides whose signature is still missing, in words: `the Hospital`. */
export function missingWords(proposal: Proposal): string {
  return SIDES.filter((side) => missing(proposal, side) > 0)
    .map((side) => `the ${SIDE_WORD[side]}`)
    .join(' and ')
}

/** How a version stands, in a few words. */
export function stateWords(proposal: Proposal): string {
  if (!PROPOSAL_STATES[proposal.state].live) return PROPOSAL_STATES[proposal.state].words
  return `Waits for ${missingWords(proposal)}`
}

export function stateColour(proposal: Proposal): 'orange' | 'teal' | 'red' | 'gray' {
  if (PROPOSAL_STATES[proposal.state].live) return 'orange'
  if (proposal.state === 'in-force') return 'teal'
  return proposal.state === 'refused' ? 'red' : 'gray'
}

export function placesWords(count: number): string {
  return count === 1 ? '1 place' : `${count} places`
}

export function sideName(side: Side | '' | null | undefined): string {
  return side === 'mdm' || side === 'hdo' ? SIDE_WORD[side] : ''
}
