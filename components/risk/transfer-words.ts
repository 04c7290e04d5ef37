import type { Element } from '@/lib/gsn/graph'

/** Where each side's rating after treatment stands. */
export const RATING_WORDS = [
  { side: 'Manufacturer', likelihood: 'likelihoodAfter', severity: 'severityAfter' },
  { side: 'Hospital', likelihood: 'likelihoodAfterHdo', severity: 'severityAfterHdo' },
] as const

/** "Manufacturer: likelihood 2, severity 4 of 5"; says so where nobody has rated it. */
export function ratingWords(row: (typeof RATING_WORDS)[number], { fields }: Pick<Element, 'fields'>): string {
  const [likelihood, severity] = [fields[row.likelihood], fields[row.severity]]
  const level = (value: unknown) => (typeof value === 'number' ? String(value) : 'not rated')
  if (likelihood === undefined && severity === undefined) {
    return row.side === 'Hospital' ? 'Hospital: as the manufacturer rates it' : `${row.side}: not rated yet`
  }
  return `${row.side}: likelihood ${level(likelihood)}, severity ${level(severity)}`
}
