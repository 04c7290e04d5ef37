import type { Pattern } from '@/catalog/patterns/pattern'
import { SECURITY_CAPABILITY } from '@/catalog/patterns/security-capability'
import { type CaseGraph, compareKeys, type Element, type ElementId } from '@/lib/gsn/graph'
import type { CaseIndex } from './case-index'
import { asFinding } from './finding'
import type { Finding, FindingContext } from './rule'
import { RULES } from './rules'

/**
 * Everything that is illegal, missing, stale, contradictory or unowned, worst first, then by capability and name.
 * @param today the day by which dates are judged, YYYY-MM-DD; without it dates are not judged
 */
export function allFindings(graph: CaseGraph, today?: string, pattern: Pattern = SECURITY_CAPABILITY): Finding[] {
  const context: FindingContext = { ...(today === undefined ? {} : { today }), pattern, find: lookUp(graph) }
  const findings: Finding[] = []
  for (const element of graph.elements.values()) findings.push(...checkElement(graph, element, context))
  return findings.sort(byUrgency(graph))
}

/** What all rules say about one element. */
export function checkElement(graph: CaseGraph, element: Element, context: FindingContext): Finding[] {
  const argued = graph.reachable.has(element.id)
  const findings: Finding[] = []
  for (const rule of RULES) {
    if ((!argued && rule.everywhere !== true) || !rule.on(element)) continue
    for (const each of rule.check(graph, element, context)) findings.push(asFinding(graph, rule, each))
  }
  return findings
}

const RANK = { red: 0, amber: 1, grey: 2 } as const

/** The order of findings: worst first, then by capability, name and rule. */
export function byUrgency(graph: CaseGraph): (a: Finding, b: Finding) => number {
  const name = (finding: Finding) => graph.elements.get(finding.element)?.name ?? finding.element
  return (a, b) =>
    RANK[a.severity] - RANK[b.severity] ||
    compareKeys(a.capability ?? '', b.capability ?? '') ||
    compareKeys(name(a), name(b)) ||
    compareKeys(a.rule, b.rule) ||
    compareKeys(a.element, b.element) ||
    compareKeys(a.message, b.message)
}

/** Looks elements up by building each index once, when it is first asked for. */
export function lookUp(graph: CaseGraph): FindingContext['find'] {
  const built = new Map<CaseIndex, Map<string, ElementId[]>>()
  return (index, key) => {
    let keys = built.get(index)
    if (keys === undefined) {
      keys = new Map()
      for (const element of graph.elements.values()) {
        for (const each of index.keys(element, graph.reachable.has(element.id))) {
          const list = keys.get(each)
          if (list === undefined) keys.set(each, [element.id])
          else list.push(element.id)
        }
      }
      built.set(index, keys)
    }
    return keys.get(key) ?? []
  }
}
