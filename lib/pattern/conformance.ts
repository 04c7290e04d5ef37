import type { Multiplicity, Pattern, PatternRelation } from '@/catalog/patterns/pattern'
import { type Finding, finding } from '@/lib/gsn/findings'
import type { CaseGraph, Element } from '@/lib/gsn/graph'

/**
 * Whether the argument follows the pattern's data: how many of each, and one of each choice. Knows no role by name:
 * another organisation may bring another pattern. GSN v3, 1:3; paper, Fig. 1.
 */
export function checkPattern(graph: CaseGraph, pattern: Pattern): Finding[] {
  const findings: Finding[] = []
  for (const element of graph.elements.values()) {
    if (element.role === undefined || !graph.reachable.has(element.id)) continue
    const relations = pattern.relations.filter((relation) => relation.from === element.role)
    for (const relation of relations) {
      if (relation.choice === undefined) findings.push(...checkCount(graph, pattern, element, relation))
    }
    for (const choice of new Set(relations.map((relation) => relation.choice))) {
      if (choice === undefined) continue
      const branches = relations.filter((relation) => relation.choice === choice)
      findings.push(...checkChoice(graph, pattern, element, branches))
    }
  }
  return findings
}

/** How many elements of the relation's target role the element really has. */
function countOf(graph: CaseGraph, element: Element, relation: PatternRelation): number {
  const ids = relation.type === 'supportedBy' ? graph.supports(element.id) : graph.contexts(element.id)
  return ids.filter((id) => graph.elements.get(id)?.role === relation.to).length
}

function checkCount(graph: CaseGraph, pattern: Pattern, element: Element, relation: PatternRelation): Finding[] {
  const count = countOf(graph, element, relation)
  const word = wordOf(pattern, relation.to)
  if (count < relation.count.min) {
    const needed = relation.count.min === 1 ? '' : `; it needs ${inWords(relation.count)}`
    const message = `${element.name} has ${countWords(count)} ${word}${needed}.`
    return [finding(element, 'PAT1', 'amber', message, `Add ${aWord(word)} to ${element.name}.`)]
  }
  if (relation.count.max !== 'many' && count > relation.count.max) {
    const message = `${element.name} has ${count} times ${aWord(word)} (${relation.to}); the pattern has ${inWords(relation.count)}.`
    return [finding(element, 'PAT2', 'amber', message, 'Remove what is too many, or keep it under another claim.')]
  }
  return []
}

function checkChoice(
  graph: CaseGraph,
  pattern: Pattern,
  element: Element,
  branches: readonly PatternRelation[],
): Finding[] {
  const taken = branches.filter((relation) => countOf(graph, element, relation) > 0)
  const first = taken[0]
  if (first === undefined) {
    const options = branches.map((relation) => `${relation.to} (${WHEN[relation.when ?? 'required']})`).join(' or ')
    const message = `${element.name} is not decided: it rests on neither ${options}.`
    return [finding(element, 'PAT3', 'amber', message, NEXT[branches[0]?.when ?? 'required'])]
  }
  if (taken.length > 1) {
    const roles = taken.map((relation) => relation.to).join(' and ')
    const message = `${element.name} rests on ${roles}, which exclude each other.`
    return [finding(element, 'PAT4', 'red', message, 'Decide again which of them holds.')]
  }
  return checkCount(graph, pattern, element, first)
}

const WHEN = {
  required: 'the capability is required',
  'not-required': 'it is not required',
  'no-risk': 'no risk needs treatment',
  risks: 'one claim for each risk',
} as const

const NEXT = {
  required: 'Decide whether the capability is required.',
  'not-required': 'Decide whether the capability is required.',
  'no-risk': 'Add a risk, or the log that shows that no risk needs treatment.',
  risks: 'Add a risk, or the log that shows that no risk needs treatment.',
} as const

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
