import { SIDE_WORD, SIDES, type Side } from '@/lib/agreement/charter'
import { missing, PROPOSAL_STATES, type Proposal } from '@/lib/agreement/proposal'

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
