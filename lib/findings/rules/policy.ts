import { SIDES, type Side } from '@/lib/access/policy'
import type { Element } from '@/lib/gsn/graph'
import { contradictionsOf, openCells, readPolicy, type SidePolicy } from '@/lib/risk/policy'
import { VERDICT_WORDS } from '@/lib/risk/verdict'
import type { Hit, Rule } from '../rule'

const isPolicy = (element: Element) => element.facet === 'policy'
const SIDE_WORDS: Readonly<Record<Side, string>> = { mdm: 'the manufacturer', hdo: 'the hospital' }
const WHOSE: Readonly<Record<Side, string>> = { mdm: "The manufacturer's", hdo: "The hospital's" }

function bySide(element: Element, check: (policy: SidePolicy) => Omit<Hit, 'element'> | undefined): readonly Hit[] {
  return SIDES.flatMap((side) => {
    const found = check(readPolicy(element, side))
    return found === undefined ? [] : [{ element: element.id, sides: [side], ...found }]
  })
}

/** A cell in the side's own words. */
function cellWords(policy: SidePolicy, [likelihood, severity]: readonly [number, number]): string {
  const verdict = policy.cells[likelihood - 1]?.[severity - 1]
  const words = verdict === undefined ? 'not decided' : VERDICT_WORDS[verdict].toLowerCase()
  return `${policy.likelihood[likelihood - 1]?.word} with ${policy.severity[severity - 1]?.word} (${words})`
}

/** Rules about the matrices by which the two sides judge risks. */
export const POLICY_RULES: readonly Rule[] = [
  {
    id: 'RSK11',
    severity: 'amber',
    title: 'Each side has a risk acceptability matrix of its own.',
    source: 'Finnegan and McCaffery, Fig. 1 (J2); ISO 14971:2019, 4.2',
    // What a capability's own policy leaves out is said by the one of the case.
    on: (element) => isPolicy(element) && element.capability === undefined,
    reads: 'self',
    check: (_graph, element) =>
      bySide(element, ({ adopted, side }) =>
        adopted
          ? undefined
          : {
              message: `${WHOSE[side]} risk matrix is only proposed, so nothing can be said to be acceptable to it.`,
              nextStep: `Let ${SIDE_WORDS[side]} change the matrix to its own rules and adopt it in ${element.name}.`,
            },
      ),
  },
  {
    id: 'RSK12',
    severity: 'amber',
    title: 'A matrix calls no worse combination better than a better one.',
    source: 'ISO/TR 24971:2020, 5.5; this project',
    on: isPolicy,
    reads: 'self',
    check: (_graph, element) =>
      bySide(element, (policy) => {
        const [first] = contradictionsOf(policy)
        if (first === undefined) return undefined
        const [better, worse] = [cellWords(policy, first.better), cellWords(policy, first.worse)]
        return {
          message: `${WHOSE[policy.side]} matrix contradicts itself: ${worse} is judged better than ${better}.`,
          nextStep: 'Change one of the two cells.',
        }
      }),
  },
  {
    id: 'RSK13',
    severity: 'amber',
    title: 'An adopted matrix says something about every combination of its levels.',
    source: 'ISO 14971:2019, 4.4',
    on: isPolicy,
    reads: 'self',
    check: (_graph, element) =>
      bySide(element, (policy) => {
        const open = policy.adopted ? openCells(policy) : 0
        if (open === 0) return undefined
        const cells = open === 1 ? '1 cell' : `${open} cells`
        return {
          message: `${WHOSE[policy.side]} matrix says nothing in ${cells}.`,
          nextStep: `Let ${SIDE_WORDS[policy.side]} decide what it accepts there.`,
        }
      }),
  },
]
