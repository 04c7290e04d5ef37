import { type SideVerdict, verdictWords } from '@/lib/risk/acceptability'
import { SIDE_NAMES } from './words'

/** "Hospital: Unlikely with Disaster, tolerable": how a side sees the risk that is left, in the words of its own matrix. */
export function leftWords(verdict: SideVerdict): string {
  const { side, likelihoodWord, severityWord } = verdict
  const rated = [likelihoodWord, severityWord].filter((word) => word !== '').join(' with ')
  return `${SIDE_NAMES[side]}: ${[rated, verdictWords(verdict).toLowerCase()].filter((word) => word !== '').join(', ')}`
}
