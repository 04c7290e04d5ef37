import type { Pattern } from '@/catalog/patterns/pattern'
import { challengesFrom } from '@/lib/gsn/challenge'
import type { CaseGraph, Element, SkippedRelation } from '@/lib/gsn/graph'
import { holdsPlaceholder, KINDS, mayBeUndeveloped } from '@/lib/gsn/kinds'
import { sourceOf } from '@/lib/gsn/watched-graph'
import { BY_NAME, UNINSTANTIATED } from '../case-index'
import { type Hit, HOLDS, hit, type Rule } from '../rule'
import { skippedAt } from '../skipped'
import { EXTENSION_RULES } from './gsn-extensions'
import { patternHits } from './pattern'

const GSN = 'GSN Community Standard v3'
const any = () => true

/** Rules of the notation itself: relations, names, marks and the form of statements. */
export const GSN_RULES: readonly Rule[] = [
  {
    id: 'GSN1',
    severity: 'red',
    title:
      'A goal is supported by goals, strategies and solutions, a strategy by goals; nothing else supports or is supported.',
    source: `${GSN}, 1:2.2`,
    on: any,
    everywhere: true,
    reads: 'neighbours',
    check: (graph, element) =>
      skippedHits(graph, element, (relation) => relation.reason === 'illegal' && relation.type === 'supportedBy'),
  },
  {
    id: 'GSN2',
    severity: 'red',
    title: 'Only goals and strategies stand in the context of contexts, assumptions and justifications.',
    source: `${GSN}, 1:2.2`,
    on: any,
    everywhere: true,
    reads: 'neighbours',
    check: (graph, element) =>
      skippedHits(graph, element, (relation) => relation.reason === 'illegal' && relation.type === 'inContextOf'),
  },
  {
    id: 'GSN3',
    severity: 'red',
    title: 'Support runs in no circle; several parents are legal; every relation has both its ends.',
    source: `${GSN}, 1:2.2`,
    on: any,
    everywhere: true,
    reads: 'neighbours',
    check: (graph, element) => skippedHits(graph, element, (relation) => relation.reason !== 'illegal'),
  },
  {
    id: 'GSN4',
    severity: 'red',
    title: 'A name stands for one element.',
    source: `${GSN}, 1:2.1`,
    on: any,
    everywhere: true,
    reads: 'branch',
    check: (_graph, element, { find }) =>
      find(BY_NAME, element.name)[0] === element.id
        ? HOLDS
        : hit(element, `Two elements are called ${element.name}.`, 'Rename one of them.'),
  },
  {
    id: 'GSN5',
    severity: 'amber',
    title: 'Only goals and strategies can be undeveloped, and not while something supports them.',
    source: `${GSN}, 1:2.1.7`,
    on: (element) => element.undeveloped && mayBeUndeveloped(element.kind),
    reads: 'neighbours',
    check: (graph, element) =>
      graph.supports(element.id).length > 0
        ? hit(element, `${element.name} is marked undeveloped but rests on something.`, 'Remove the mark.', {
            act: {
              command: 'mark-undeveloped',
              args: { element: element.id, undeveloped: false },
              label: 'Remove the mark',
            },
          })
        : hit(element, `${element.name} is undeveloped.`, 'Develop it, or give a reason when you propose.'),
  },
  {
    id: 'GSN6',
    severity: 'amber',
    title:
      'A goal or strategy that nothing supports and that is not marked undeveloped is unfinished; a claim that is closed by its justification or by agreement is finished, and an away claim is argued in its own module.',
    source: `${GSN}, 1:2.1.7`,
    // A term is closed by the agreement of both sides; it rests on nothing [TRM14].
    on: (element) => !element.undeveloped && mayBeUndeveloped(element.kind) && element.facet !== 'term',
    reads: 'neighbours',
    check: (graph, element, { pattern }) => {
      if (element.away !== undefined) return HOLDS
      if (graph.supports(element.id).length > 0 || closedByReason(graph, element, pattern)) return HOLDS
      // What the pattern asks for says more than "rests on nothing": one of the two is enough.
      if (patternHits(graph, element, pattern).length > 0) return HOLDS
      const next =
        element.kind === 'strategy'
          ? 'Add a claim below it, or mark it undeveloped while that is still to come.'
          : 'Add what shows it, evidence or a claim below it, or mark it undeveloped while that is still to come.'
      return hit(element, `${element.name} rests on nothing yet.`, next)
    },
  },
  {
    id: 'GSN7',
    severity: 'grey',
    title: 'Every element is part of the argument; one that nothing refers to is named.',
    source: `${GSN}, 1:2.2`,
    // A parked branch keeps its inner relations; only its head stands alone, and its role tells what it is.
    on: (element) => element.role === undefined,
    everywhere: true,
    reads: 'neighbours',
    check: (graph, element) => {
      const { id } = element
      if (graph.reachable.has(id) || graph.supporterOf(id).length > 0 || graph.contextOf(id).length > 0) return HOLDS
      if (challengesFrom(sourceOf(graph), id).length > 0) return HOLDS
      const word = KINDS[element.kind].word.toLowerCase()
      const message = `${element.name} is not part of the argument: nothing refers to this ${word}.`
      return hit(element, message, 'Connect it, or move it to the bin.')
    },
  },
  {
    id: 'GSN8',
    severity: 'amber',
    title:
      'A statement has the form of its kind: a claim is a proposition, evidence a noun phrase, an assumption or a justification a full sentence.',
    source: `${GSN}, 1:2.1`,
    on: (element) => element.away === undefined,
    reads: 'self',
    check: (_graph, element) => formHits(element),
  },
  {
    id: 'GSN9',
    severity: 'amber',
    title: 'An element that holds a `{placeholder}` is uninstantiated.',
    source: `${GSN}, 1:3`,
    on: (element) => element.away === undefined && holdsPlaceholder(element.statement),
    reads: 'self',
    check: (_graph, element, { pattern }) =>
      hit(element, `${element.name} still holds a placeholder.`, ...wayToFill(element, pattern)),
  },
  {
    id: 'GSN10',
    severity: 'grey',
    title: 'A final argument holds no placeholder and no pattern decoration.',
    source: `${GSN}, 1:3`,
    on: (element) => element.kind === 'goal',
    reads: 'branch',
    check: (graph, element, { find }) => {
      if (graph.rootId !== element.id) return HOLDS
      const open = find(UNINSTANTIATED, 'open').length
      const decorated = graph.decorated.length
      const places = [
        ...(open === 0 ? [] : [open === 1 ? '1 element holds placeholders' : `${open} elements hold placeholders`]),
        ...(decorated === 0
          ? []
          : [`${decorated === 1 ? '1 relation holds' : `${decorated} relations hold`} a multiplicity or a choice`]),
      ]
      if (places.length === 0) return HOLDS
      const next = 'Fill in the placeholders, and take the decoration away, before you propose it.'
      return hit(element, `The argument is not final: ${places.join(', and ')}.`, next)
    },
  },
  ...EXTENSION_RULES,
]

const SKIPPED: Record<SkippedRelation['reason'], { message: string; nextStep: string }> = {
  illegal: {
    message: 'holds a relation that GSN does not allow',
    nextStep: 'Remove the relation, or put a claim or a strategy between.',
  },
  cycle: {
    message: 'would rest on itself: two edits together closed a circle',
    nextStep: 'Remove one of the relations of the circle.',
  },
  dangling: {
    message: 'holds a relation to an element that does not exist',
    nextStep: 'Remove the relation.',
  },
}

function skippedHits(graph: CaseGraph, element: Element, concerns: (relation: SkippedRelation) => boolean) {
  return skippedAt(graph, element.id)
    .filter(concerns)
    .flatMap((relation): readonly Hit[] => {
      const { message, nextStep } = SKIPPED[relation.reason]
      const other = graph.elements.get(relation.to)?.name ?? relation.to
      return hit(element, `${element.name} ${message} (to ${other}).`, nextStep)
    })
}

/** A claim that the pattern closes by a reason (a capability that is not required) is finished, not undeveloped. */
function closedByReason(graph: CaseGraph, element: Element, pattern: Pattern): boolean {
  const relation = pattern.relations.find(({ to, reason }) => to === element.role && reason !== undefined)
  if (relation === undefined) return false
  return graph.contexts(element.id).some((id) => graph.elements.get(id)?.role === relation.reason)
}

const SHORTEST = { goal: 2, strategy: 2, solution: 1, context: 1, assumption: 3, justification: 3 } as const

function formHits(element: Element): readonly Hit[] {
  const text = element.statement.trim()
  const { form } = KINDS[element.kind]
  if (text === '') return hit(element, `${element.name} says nothing yet.`, form)
  const words = text.split(/\s+/, SHORTEST[element.kind]).length
  if (words >= SHORTEST[element.kind] && !text.endsWith('?')) return HOLDS
  return hit(element, `${element.name} does not read like ${aWord(element)}.`, form, { severity: 'grey' })
}

function aWord(element: Element): string {
  const word = KINDS[element.kind].word.toLowerCase()
  return word === 'evidence' ? 'evidence' : /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`
}

/**
 * How the open places of an element are filled in. The scenario of a risk is written in fields of its own: once they
 * are, one click lets its statement point to them.
 */
function wayToFill({ id, name, role, facet, statement, texts }: Element, pattern: Pattern): [string, Partial<Hit>] {
  if (facet !== 'scenario') return ['Select it and fill in the words in braces; a form beside them asks for each.', {}]
  const [open] = /(?<=^\{)[^{}]+(?=\}$)/.exec(statement) ?? []
  const written = [texts.cause, texts.scenario, texts.consequence].every(
    (text) => text !== undefined && text.trim() !== '',
  )
  const next = 'Write how the risk comes about: its cause, the scenario and the consequence.'
  if (!written || open === undefined || pattern.elements.find((each) => each.role === role)?.statement !== statement)
    return [next, {}]
  const words = { [open]: `Cause, scenario and consequence of ${name.replace(/^CTXT5/, 'C7')}` }
  const act = { command: 'fill-placeholders', args: { element: id, words }, label: 'Point to them' }
  return ['Cause, scenario and consequence are written: let its statement point to them.', { act }]
}
