import type { StageId } from '@/catalog/terms/topics'
import { topicById } from '@/catalog/terms/topics'
import { stageField } from '@/lib/case/facets/term'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { isTerm, readTerm, termIdOf } from '@/lib/term/read'
import { openPlaces, parameterLabel } from '@/lib/term/sentence'
import { factTopics, suggestTopics, type TermFacts } from '@/lib/term/suggest'
import { BY_FACET, type CaseIndex } from '../case-index'
import { type FindingContext, type Hit, HOLDS, hit, type Rule } from '../rule'

const SOURCE = 'IEC 80001-1:2021, responsibility agreement; IEC TR 80001-2-9, scope'
const isDropped = (element: Element) => element.fields.dropped === true
const isChosen = (element: Element) => isTerm(element) && !isDropped(element)
const shareOf = (element: Element, side: 'Mdm' | 'Hdo') => (element.texts[`share${side}`] ?? '').trim()

/** Rules about responsibility terms. */
export const TERM_RULES: readonly Rule[] = [
  {
    id: 'TRM5',
    severity: 'amber',
    title: 'A term has a value for each parameter that its shares name.',
    source: SOURCE,
    on: isChosen,
    reads: 'self',
    check: (_graph, element) => {
      const { empty, unknown } = openPlaces(element)
      const hits: Hit[] = []
      if (empty.length > 0) {
        const labels = empty.map((key) => `"${parameterLabel(element, key)}"`).join(', ')
        const message = `${element.name} (${titleOf(element)}) is not filled in: ${labels}.`
        hits.push({ element: element.id, message, nextStep: 'Agree on a value and type it into the term.' })
      }
      if (unknown.length > 0) {
        const message = `${element.name} (${titleOf(element)}) names what is no parameter: ${unknown.slice(0, 5).join(', ')}.`
        hits.push({
          element: element.id,
          message,
          nextStep: 'Use one of the offered parameters, or write it in words.',
        })
      }
      return hits
    },
  },
  {
    id: 'TRM6',
    severity: 'amber',
    title: 'A term says what each side does.',
    source: SOURCE,
    on: isChosen,
    reads: 'self',
    check: (_graph, element) => {
      const silent = [
        shareOf(element, 'Mdm') === '' && 'the manufacturer',
        shareOf(element, 'Hdo') === '' && 'the hospital',
      ].filter((side) => side !== false)
      if (silent.length === 0) return HOLDS
      const message = `${element.name} (${titleOf(element)}) does not say what ${silent.join(' and ')} does.`
      const next =
        silent.length === 2
          ? 'Write the shares, or drop the term with a reason.'
          : 'Write the share, or that this side does nothing.'
      return hit(element, message, next)
    },
  },
  {
    id: 'TRM7',
    severity: 'amber',
    title: 'The two shares of a term are not the same duty twice, and not nothing twice.',
    source: SOURCE,
    on: isChosen,
    reads: 'self',
    check: (_graph, element) => {
      const [mdm, hdo] = [plain(shareOf(element, 'Mdm')), plain(shareOf(element, 'Hdo'))]
      if (mdm === '' || mdm !== hdo) return HOLDS
      const message =
        mdm === 'nothing'
          ? `${element.name} (${titleOf(element)}) gives neither side anything to do.`
          : `${element.name} (${titleOf(element)}) gives both sides the same duty, so that each can wait for the other.`
      return hit(element, message, 'Say which part each side does, or drop the term with a reason.')
    },
  },
  {
    id: 'TRM8',
    severity: 'amber',
    title: 'A dropped term says why.',
    source: SOURCE,
    on: (element) => isTerm(element) && isDropped(element),
    reads: 'self',
    check: (_graph, element) =>
      (element.texts.dropReason ?? '').trim() !== ''
        ? HOLDS
        : hit(
            element,
            `${element.name} (${titleOf(element)}) was dropped without a reason.`,
            'Write the reason, or take the term up again.',
            { act: { command: 'restore-term', args: { term: element.id }, label: 'Take it up again' } },
          ),
  },
  {
    id: 'TRM9',
    severity: 'amber',
    title: 'A topic that a fact of the case makes necessary is not dropped.',
    source: 'IMDRF N70; proposal of this project',
    on: (element) => isTerm(element) && isDropped(element),
    reads: 'case',
    check: (graph, element, { find }) => {
      const { device, transfers } = factsBy(graph, find)
      const because = factTopics(device, transfers).find(([topic]) => topic === element.fields.topic)?.[1]
      if (because === undefined) return HOLDS
      const message = `${element.name} (${titleOf(element)}) was dropped, but ${because}.`
      return hit(element, message, 'Take it up again, or correct what the case says about the device.', {
        act: { command: 'restore-term', args: { term: element.id }, label: 'Take it up again' },
      })
    },
  },
  {
    id: 'TRM10',
    severity: 'grey',
    title: 'Topics that this case usually needs are chosen, or dropped with a reason.',
    source: 'IMDRF N70; FDA premarket cybersecurity guidance 2025; proposal of this project',
    on: ({ role }) => role === 'C1',
    reads: 'case',
    check: (graph, element, { find }) => {
      const facts = factsBy(graph, find)
      // An empty case is asked for its context first.
      if (facts.device?.fields.lifeCycle === undefined) return HOLDS
      const missing = suggestTopics(facts).filter(({ topic }) => !graph.reachable.has(termIdOf(topic)))
      if (missing.length === 0) return HOLDS
      const named = missing.slice(0, 3).map(({ topic, because }) => `${topicById(topic)?.topic ?? topic} (${because})`)
      const more = missing.length > named.length ? `, and ${missing.length - named.length} more` : ''
      const message = `Responsibility topics that such a case usually needs are neither chosen nor dropped: ${named.join('; ')}${more}.`
      return hit(element, message, 'Add them as terms, or drop each with a reason.', {
        act: {
          command: 'add-terms',
          args: { topics: missing.map(({ topic }) => topic) },
          label: missing.length === 1 ? 'Add it' : `Add these ${missing.length}`,
        },
      })
    },
  },
  {
    id: 'TRM11',
    severity: 'grey',
    title: 'A term says in which stage of the life cycle it counts.',
    source: 'IMDRF N70, section 5',
    on: isChosen,
    reads: 'self',
    check: (_graph, element) => {
      if (readTerm(element).stages.length > 0) return HOLDS
      const args = { element: element.id, field: stageField('whole-life' satisfies StageId), value: true }
      const message = `${element.name} (${titleOf(element)}) does not say when in the life of the device it counts.`
      return hit(element, message, 'Tick the stages in which it counts.', {
        act: { command: 'set-field', args, label: 'It counts the whole life' },
      })
    },
  },
  {
    id: 'TRM12',
    severity: 'amber',
    title: 'The end of support is the same date in the term and in the context of the device.',
    source: 'IMDRF N70, section 5.3',
    on: (element) => isChosen(element) && element.fields['p-end-of-support'] !== undefined,
    reads: 'case',
    check: (graph, element, { find }) => {
      const agreed = String(element.fields['p-end-of-support'])
      const { device } = factsBy(graph, find)
      const said = device?.fields.endOfSupport
      if (typeof said !== 'string' || said === agreed) return HOLDS
      const message = `${element.name} (${titleOf(element)}) says that support ends on ${agreed}, the context says ${said}.`
      return hit(element, message, 'Find out which date is right and correct the other.', {
        act: {
          command: 'set-parameter',
          args: { term: element.id, key: 'end-of-support', value: said },
          label: `Take ${said}`,
        },
      })
    },
  },
]

function titleOf(element: Element): string {
  const characters = [...readTerm(element).title]
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : characters.join('')
}

/** Words as they compare: without case, spaces at the ends and the full stop. */
function plain(share: string): string {
  return share
    .toLowerCase()
    .replace(/(?<![\s.])[\s.]+$/, '')
    .replaceAll(/\s+/g, ' ')
}

/** Required capabilities: their heads under `required`. */
const REQUIRED: CaseIndex = {
  name: 'required',
  keys: ({ role, fields }, argued) => (argued && role === 'C2' && fields.decision === 'required' ? ['required'] : []),
}

/** Risks that somebody else is to bear, under `transfer`. */
const TRANSFERRED: CaseIndex = {
  name: 'transferred',
  keys: ({ facet, fields }, argued) =>
    argued && facet === 'risk' && fields.treatment === 'transfer' ? ['transfer'] : [],
}

/** The facts of a case by its indexes, so that an edit elsewhere asks nothing again. */
function factsBy(graph: CaseGraph, find: FindingContext['find']): TermFacts {
  const at = (ids: readonly string[]) => ids.flatMap((id) => graph.elements.get(id) ?? [])
  const required = at(find(REQUIRED, 'required')).flatMap(({ capability }) => capability ?? [])
  const transfers = find(TRANSFERRED, 'transfer').length > 0
  return { device: at(find(BY_FACET, 'device'))[0], required: new Set(required), transfers }
}
