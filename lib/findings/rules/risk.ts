import type { Element } from '@/lib/gsn/graph'
import { HOLDS, hit, type Rule } from '../rule'

const isRisk = (element: Element) => element.facet === 'risk'

/** Rules about risks, their ratings and the policies by which they are judged. */
export const RISK_RULES: readonly Rule[] = [
  {
    id: 'RSK1',
    severity: 'amber',
    title: 'A risk is rated before treatment.',
    source: 'ISO 14971:2019, 5.5; IEC 80001-1:2021, 7',
    on: isRisk,
    reads: 'self',
    check: (_graph, element) => {
      const { likelihoodBefore, severityBefore } = element.fields
      if (likelihoodBefore !== undefined && severityBefore !== undefined) return HOLDS
      const message = `${element.name} is not rated before treatment.`
      return hit(element, message, 'Set likelihood and severity before treatment.')
    },
  },
  {
    id: 'RSK2',
    severity: 'amber',
    title: 'A risk has a treatment and a rating after it.',
    source: 'ISO 14971:2019, 7.3; IEC 80001-1:2021, 7',
    on: isRisk,
    reads: 'self',
    check: (_graph, element) => {
      const { likelihoodAfter, severityAfter, treatment } = element.fields
      if (treatment !== undefined && likelihoodAfter !== undefined && severityAfter !== undefined) return HOLDS
      const message = `${element.name} has no treatment with a rating after it.`
      return hit(element, message, 'Choose a treatment and rate what is left.')
    },
  },
]
