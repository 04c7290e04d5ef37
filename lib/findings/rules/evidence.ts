import type { Element } from '@/lib/gsn/graph'
import { HOLDS, hit, type Rule } from '../rule'

const isEvidence = (element: Element) => element.facet === 'evidence'

/** Rules about evidence: whose it is, whether it still holds, and what each side makes of it. */
export const EVIDENCE_RULES: readonly Rule[] = [
  {
    id: 'EVD1',
    severity: 'grey',
    title: 'Evidence says whose it is.',
    source: 'IEC TR 80001-2-9',
    on: isEvidence,
    reads: 'self',
    check: (_graph, element) =>
      element.fields.side !== undefined
        ? HOLDS
        : hit(element, `${element.name} does not say whose evidence it is.`, 'Choose the side that gives it.'),
  },
  {
    id: 'EVD2',
    severity: 'amber',
    title: 'Evidence is within its review date.',
    source: 'IEC TR 80001-2-9; GSN Community Standard v3, evidence audit',
    on: isEvidence,
    reads: 'self',
    check: (_graph, element, { today }) => {
      const { reviewBy } = element.fields
      if (today === undefined || typeof reviewBy !== 'string' || reviewBy >= today) return HOLDS
      const message = `${element.name} was to be reviewed by ${reviewBy}.`
      return hit(element, message, 'Review it and set a new date, or replace it.')
    },
  },
]
