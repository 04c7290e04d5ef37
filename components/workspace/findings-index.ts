import type { Finding } from '@/lib/findings/rule'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'

export type Severity = Finding['severity']

/** Severity in words and as a glyph; colour comes third. */
export const SEVERITIES: Readonly<
  Record<Severity, { readonly word: string; readonly glyph: string; readonly plural: string }>
> = {
  red: { word: 'Must be solved', plural: 'must be solved', glyph: '!' },
  amber: { word: 'Should be solved', plural: 'should be solved', glyph: '?' },
  grey: { word: 'To do', plural: 'to do', glyph: '·' },
}

export const SEVERITY_ORDER: readonly Severity[] = ['red', 'amber', 'grey']

const byElement = new WeakMap<readonly Finding[], ReadonlyMap<ElementId, readonly Finding[]>>()

/** The findings of each element; worked out once per list. */
export function findingsByElement(findings: readonly Finding[]): ReadonlyMap<ElementId, readonly Finding[]> {
  const known = byElement.get(findings)
  if (known !== undefined) return known
  const index = new Map<ElementId, Finding[]>()
  for (const finding of findings) {
    const list = index.get(finding.element)
    if (list === undefined) index.set(finding.element, [finding])
    else list.push(finding)
  }
  byElement.set(findings, index)
  return index
}

/** The worst severity of an element's findings; undefined when it has none. */
export function worstOf(findings: readonly Finding[], id: ElementId): Severity | undefined {
  const own = findingsByElement(findings).get(id)
  return own === undefined ? undefined : SEVERITY_ORDER.find((severity) => own.some((one) => one.severity === severity))
}

/** Findings by the capability of their element; the key '' is for the case as a whole. Keeps the findings' order. */
export function findingsByCapability(findings: readonly Finding[], graph: CaseGraph): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const code = graph.elements.get(finding.element)?.capability ?? ''
    const list = groups.get(code)
    if (list === undefined) groups.set(code, [finding])
    else list.push(finding)
  }
  return groups
}

export type SeverityCounts = Readonly<Record<Severity, number>>

export function countSeverities(findings: readonly Finding[]): SeverityCounts {
  const counts = { red: 0, amber: 0, grey: 0 }
  for (const { severity } of findings) counts[severity]++
  return counts
}

/** "2 must be solved, 1 to do"; "Nothing found" for none. */
export function countsInWords(counts: SeverityCounts): string {
  const parts = SEVERITY_ORDER.filter((severity) => counts[severity] > 0).map(
    (severity) => `${counts[severity]} ${SEVERITIES[severity].plural}`,
  )
  return parts.length === 0 ? 'Nothing found' : parts.join(', ')
}
