import type { ElementId } from '@/lib/gsn/graph'

export interface FoundCounts {
  readonly red: number
  readonly amber: number
  readonly grey: number
}

export const NOTHING_FOUND: FoundCounts = { red: 0, amber: 0, grey: 0 }

const WORDS = { red: 'must be solved', amber: 'should be solved', grey: 'to do' } as const

/** A finding, as far as a table counts it. */
interface Found {
  readonly element: ElementId
  readonly severity: keyof FoundCounts
}

/** How many findings each element has; elements without any are not in it. */
export function countFound(findings: readonly Found[]): ReadonlyMap<ElementId, FoundCounts> {
  const counts = new Map<ElementId, { red: number; amber: number; grey: number }>()
  for (const { element, severity } of findings) {
    const known = counts.get(element)
    if (known === undefined) counts.set(element, { ...NOTHING_FOUND, [severity]: 1 })
    else known[severity]++
  }
  return counts
}

/** The findings of several elements together. */
export function sumFound(counts: ReadonlyMap<ElementId, FoundCounts>, elements: readonly ElementId[]): FoundCounts {
  let sum = NOTHING_FOUND
  for (const id of elements) {
    const own = counts.get(id)
    if (own === undefined) continue
    sum = { red: sum.red + own.red, amber: sum.amber + own.amber, grey: sum.grey + own.grey }
  }
  return sum
}

/** "2 must be solved, 1 to do"; empty for none. */
export function foundWords(counts: FoundCounts): string {
  return (['red', 'amber', 'grey'] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${WORDS[severity]}`)
    .join(', ')
}
