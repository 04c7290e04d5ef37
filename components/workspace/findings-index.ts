import type { SeverityCounts } from '@/lib/findings/finding-lists'
import type { Finding } from '@/lib/findings/rule'

export type { SeverityCounts } from '@/lib/findings/finding-lists'

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

/** The worst severity among some findings; undefined for none. */
export function worstOf(findings: readonly Finding[]): Severity | undefined {
  return SEVERITY_ORDER.find((severity) => findings.some((one) => one.severity === severity))
}

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
