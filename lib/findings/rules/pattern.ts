import type { Multiplicity, Pattern, PatternRelation } from '@/catalog/patterns/pattern'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { KINDS } from '@/lib/gsn/kinds'
import { type Hit, HOLDS, hit, type Rule } from '../rule'

/**
 * Whether the argument follows the pattern's data: how many of each, and one of each choice. Knows no role by name:
 * another organisation may bring another pattern. GSN v3, 1:3; paper, Fig. 1.
 */
export const PATTERN_RULES: readonly Rule[] = [
  {
    id: 'PAT1',
    severity: 'amber',
    title: 'What the pattern asks for and is missing is a finding that says what to add.',
    source: 'Finnegan and McCaffery, Fig. 1; GSN Community Standard v3, 1:3',
    ...looksAtPattern('PAT1'),
  },
  {
    id: 'PAT2',
    severity: 'amber',
    title: 'What stands more often than the pattern allows is a finding.',
    source: 'Finnegan and McCaffery, Fig. 1; GSN Community Standard v3, 1:3',
    ...looksAtPattern('PAT2'),
  },
  {
    id: 'PAT3',
    severity: 'amber',
    title: 'A choice of the pattern that nobody has made is a finding that says what to decide.',
    source: 'Finnegan and McCaffery, Fig. 1; GSN Community Standard v3, 1:3.2',
    ...looksAtPattern('PAT3'),
  },
  {
    id: 'PAT4',
    severity: 'red',
    title:
      'Branches of one choice exclude each other; two people who add the same thing at once get two things and no damage.',
    source: 'Finnegan and McCaffery, Fig. 1; GSN Community Standard v3, 1:3.2',
    ...looksAtPattern('PAT4'),
  },
  {
    id: 'PAT10',
    severity: 'amber',
    title: 'An element of the pattern stands where its pattern has it, and is of the kind that it has there.',
    source: 'Finnegan and McCaffery, Fig. 1; GSN Community Standard v3, 1:3',
    on: (element) => element.role !== undefined,
    reads: 'neighbours',
    check: (graph, element, context) => placeHits(graph, element, ownPattern(graph, element, context.pattern)),
  },
  {
    id: 'PAT11',
    severity: 'amber',
    title: 'The pattern of every element is at hand.',
    source: 'GSN Community Standard v3, 1:3',
    on: (element) => element.pattern !== undefined,
    reads: 'neighbours',
    check: (graph, element) => {
      if (element.pattern === undefined || graph.patterns.has(element.pattern)) return HOLDS
      const message = `${element.name} was grown from the pattern ${element.pattern}, which is not in this case.`
      return hit(element, message, 'Load that pattern under Patterns, so that the branch can be checked.')
    },
  },
]

/** The pattern by which an element is judged; undefined when it is not at hand. */
function ownPattern(graph: CaseGraph, element: Element, own: Pattern): Pattern | undefined {
  return element.pattern === undefined ? own : graph.patterns.get(element.pattern)
}

/** Where an element stands although its pattern has it elsewhere, or in another kind. */
export function placeHits(graph: CaseGraph, element: Element, pattern: Pattern | undefined): readonly Hit[] {
  const row = pattern?.elements.find(({ role }) => role === element.role)
  if (pattern === undefined || row === undefined) return HOLDS
  if (row.kind !== element.kind) {
    const message = `${element.name} is ${aWord(KINDS[element.kind].word.toLowerCase())}, where the pattern has ${aWord(row.word)}.`
    return hit(element, message, 'Make a new element of the right kind, and remove this one.')
  }
  const above = [
    ...graph.supporterOf(element.id).map((id) => ({ id, type: 'supportedBy' }) as const),
    ...graph.contextOf(element.id).map((id) => ({ id, type: 'inContextOf' }) as const),
  ]
  return above.flatMap(({ id, type }) => {
    const parent = graph.elements.get(id)
    if (parent?.role === undefined || parent.pattern !== element.pattern) return HOLDS
    const known = pattern.elements.some(({ role }) => role === parent.role)
    const fits = pattern.relations.some(
      ({ from, to, type: relation }) => from === parent.role && to === element.role && relation === type,
    )
    if (fits || !known) return HOLDS
    const message = `${element.name} stands below ${parent.name}, where the pattern has no ${row.word}.`
    return hit(element, message, 'Move it to where the pattern has it, or disconnect it here.', {
      act: {
        command: 'unrelate',
        args: { from: id, type, to: element.id },
        label: `Disconnect it from ${parent.name}`,
      },
    })
  })
}

interface PatternHit extends Hit {
  readonly rule: 'PAT1' | 'PAT2' | 'PAT3' | 'PAT4'
}

function looksAtPattern(id: PatternHit['rule']): Pick<Rule, 'on' | 'reads' | 'check'> {
  return {
    on: (element) => element.role !== undefined,
    reads: 'neighbours',
    check: (graph, element, { pattern }) => {
      const own = ownPattern(graph, element, pattern)
      const all = own === undefined ? [] : patternHits(graph, element, own)
      return all.length === 0 ? HOLDS : all.filter((each) => each.rule === id)
    },
  }
}

/** Everything in which an element departs from the pattern, with the rule that says so. */
export function patternHits(graph: CaseGraph, element: Element, pattern: Pattern): readonly PatternHit[] {
  const { single, choices } = relationsFrom(pattern, element.role)
  return [
    ...single.flatMap((relation) => checkCount(graph, pattern, element, relation)),
    ...choices.flatMap((branches) => checkChoice(graph, pattern, element, branches)),
  ]
}

interface RelationsOfRole {
  readonly single: readonly PatternRelation[]
  readonly choices: readonly (readonly PatternRelation[])[]
}

const NOTHING: RelationsOfRole = { single: [], choices: [] }
const byPattern = new WeakMap<Pattern, ReadonlyMap<string, RelationsOfRole>>()

/** What the pattern says below one role; worked out once per pattern. */
function relationsFrom(pattern: Pattern, role: string | undefined): RelationsOfRole {
  let roles = byPattern.get(pattern)
  if (roles === undefined) {
    roles = new Map([...new Set(pattern.relations.map(({ from }) => from))].map((from) => [from, split(pattern, from)]))
    byPattern.set(pattern, roles)
  }
  return (role === undefined ? undefined : roles.get(role)) ?? NOTHING
}

function split(pattern: Pattern, role: string): RelationsOfRole {
  const own = pattern.relations.filter(({ from }) => from === role)
  const names = new Set(own.flatMap(({ choice }) => choice ?? []))
  return {
    single: own.filter(({ choice }) => choice === undefined),
    choices: [...names].map((name) => own.filter(({ choice }) => choice === name)),
  }
}

/** How many elements of the relation's target role the element really has. */
function countOf(graph: CaseGraph, element: Element, relation: PatternRelation): number {
  const ids = relation.type === 'supportedBy' ? graph.supports(element.id) : graph.contexts(element.id)
  return ids.filter((id) => {
    const child = graph.elements.get(id)
    return child?.role === relation.to && child.pattern === element.pattern
  }).length
}

function checkCount(graph: CaseGraph, pattern: Pattern, element: Element, relation: PatternRelation): PatternHit[] {
  const count = countOf(graph, element, relation)
  const word = wordOf(pattern, relation.to)
  if (count < relation.count.min) {
    const needed = relation.count.min === 1 ? '' : `; it needs ${inWords(relation.count)}`
    const message = `${element.name} has ${countWords(count)} ${word}${needed}.`
    const act = grows(pattern, relation)
      ? { command: 'grow-branch', args: { parent: element.id, role: relation.to }, label: `Add ${aWord(word)}` }
      : undefined
    return says('PAT1', element, message, `Add ${aWord(word)} to ${element.name}.`, act)
  }
  if (relation.count.max !== 'many' && count > relation.count.max) {
    const message = `${element.name} has ${count} times ${aWord(word)} (${relation.to}); the pattern has ${inWords(relation.count)}.`
    return says('PAT2', element, message, 'Remove what is too many, or keep it under another claim.')
  }
  return []
}

function checkChoice(
  graph: CaseGraph,
  pattern: Pattern,
  element: Element,
  branches: readonly PatternRelation[],
): PatternHit[] {
  const taken = branches.filter((relation) => countOf(graph, element, relation) > 0)
  const first = taken[0]
  const wanted = branches[0]?.take ?? 1
  if (first !== undefined && taken.length < wanted) {
    const message = `${element.name} rests on ${taken.length} of ${wanted} branches to choose.`
    return says('PAT3', element, message, branches[0]?.next ?? 'Choose the others, too.')
  }
  if (first === undefined) {
    const options = branches
      .map((relation) => (relation.says === undefined ? relation.to : `${relation.to} (${relation.says})`))
      .join(' nor on ')
    const message = `${element.name} is not decided: it rests neither on ${options}.`
    return says('PAT3', element, message, branches[0]?.next ?? 'Decide which of them holds.')
  }
  if (taken.length > wanted) {
    const roles = taken.map((relation) => relation.to).join(' and ')
    const message = `${element.name} rests on ${roles}, which exclude each other.`
    return says('PAT4', element, message, 'Decide again which of them holds.')
  }
  return taken.flatMap((relation) => checkCount(graph, pattern, element, relation))
}

function says(
  rule: PatternHit['rule'],
  element: Element,
  message: string,
  nextStep: string,
  act?: Hit['act'],
): PatternHit[] {
  return hit(element, message, nextStep, act === undefined ? {} : { act }).map((each) => ({ rule, ...each }))
}

/** What stands once below its parent grows in one click; what counts its instances is asked for in words first. */
function grows(pattern: Pattern, relation: PatternRelation): boolean {
  return relation.count.max === 1 && pattern.elements.some(({ role }) => role === relation.to)
}

function wordOf(pattern: Pattern, role: string): string {
  return pattern.elements.find((element) => element.role === role)?.word ?? 'element'
}

/** With its article, where it takes one. */
function aWord(word: string): string {
  if (word === 'evidence') return word
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`
}

function countWords(count: number): string {
  return count === 0 ? 'no' : `only ${count}`
}

function inWords({ min, max }: Multiplicity): string {
  if (max === 'many') return min === 0 ? 'any number' : `at least ${min}`
  return min === max ? `${min}` : `${min} to ${max}`
}
