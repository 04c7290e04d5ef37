import type { Pattern, PatternElement } from '@/catalog/patterns/pattern'
import { SECURITY_CAPABILITY } from '@/catalog/patterns/security-capability'
import type { CaseGraph, Element } from '@/lib/gsn/graph'

/** The pattern that an element's role belongs to: the case's own, or one that the case brought along. */
export function patternOf(graph: Pick<CaseGraph, 'patterns'>, element: Pick<Element, 'pattern'>): Pattern | undefined {
  return element.pattern === undefined ? SECURITY_CAPABILITY : graph.patterns.get(element.pattern)
}

/** An element's row in its pattern; undefined for free elements and for roles that the pattern does not have. */
export function rowOf(
  graph: Pick<CaseGraph, 'patterns'>,
  element: Pick<Element, 'pattern' | 'role'>,
): PatternElement | undefined {
  if (element.role === undefined) return undefined
  return patternOf(graph, element)?.elements.find(({ role }) => role === element.role)
}
