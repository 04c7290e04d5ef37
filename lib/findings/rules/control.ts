import type { Element } from '@/lib/gsn/graph'
import { HOLDS, hit, type Rule } from '../rule'

const isControl = (element: Element) => element.facet === 'control'

/** Rules about controls: who is responsible, for what, and until when. */
export const CONTROL_RULES: readonly Rule[] = [
  {
    id: 'CTL1',
    severity: 'red',
    title: 'A control has a responsible side (red).',
    source: 'IEC TR 80001-2-9; IEC 80001-1:2021, responsibility agreement',
    on: isControl,
    reads: 'self',
    check: (_graph, element) =>
      element.fields.responsible !== undefined
        ? HOLDS
        : hit(
            element,
            `Nobody is responsible for ${element.name}.`,
            'Say whether the manufacturer, the hospital or both are responsible.',
          ),
  },
  {
    id: 'CTL2',
    severity: 'amber',
    title: 'A shared control has evidence from both sides.',
    source: 'IEC TR 80001-2-9; IEC 80001-1:2021, responsibility agreement',
    on: (element) => isControl(element) && element.fields.responsible === 'shared',
    reads: 'neighbours',
    check: (graph, element) => {
      const sides = new Set(graph.supports(element.id).map((id) => graph.elements.get(id)?.fields.side))
      if (!sides.has('mdm') && !sides.has('hdo')) return HOLDS
      const missing = sides.has('mdm') ? (sides.has('hdo') ? undefined : 'the hospital') : 'the manufacturer'
      if (missing === undefined) return HOLDS
      const message = `${element.name} is shared, but ${missing} has given no evidence.`
      return hit(element, message, `Add evidence from ${missing}.`)
    },
  },
  {
    id: 'CTL3',
    severity: 'amber',
    title: 'A control says in words what each responsible side does.',
    source: 'IEC TR 80001-2-9; IEC 80001-1:2021, responsibility agreement',
    on: isControl,
    reads: 'self',
    check: (_graph, element) => {
      const { responsible } = element.fields
      const owes = (side: string) => responsible === side || responsible === 'shared'
      const lacking = [
        owes('mdm') && element.texts.dutyMdm === undefined && 'the manufacturer',
        owes('hdo') && element.texts.dutyHdo === undefined && 'the hospital',
      ].filter((side) => side !== false)
      if (lacking.length === 0) return HOLDS
      const message = `${element.name} does not say what ${lacking.join(' and ')} does.`
      return hit(element, message, 'Write the duty in words.')
    },
  },
  {
    id: 'CTL4',
    severity: 'amber',
    title: 'A control whose date has passed is implemented.',
    source: 'IEC 80001-1:2021, responsibility agreement',
    on: isControl,
    reads: 'self',
    check: (_graph, element, { today }) => {
      const { due, state } = element.fields
      if (today === undefined || typeof due !== 'string' || due >= today) return HOLDS
      if (state === 'implemented' || state === 'verified') return HOLDS
      const message = `${element.name} was due on ${due} and is not implemented.`
      return hit(element, message, 'Implement it, or agree on a new date.')
    },
  },
]
