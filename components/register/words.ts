import { FACETS, type Facet, fieldsOf } from '@/lib/case/fields'
import type { FieldValue } from '@/lib/gsn/graph'

/** The word on screen for a choice's value; the value itself when the table does not know it. */
export function choiceWord(facet: Facet, field: string, value: FieldValue | undefined): string {
  if (value === undefined || value === '') return ''
  const row = fieldsOf(facet)[field]
  if (row?.type !== 'choice') return String(value)
  return row.values.find((choice) => choice.value === value)?.label ?? String(value)
}

/** A security property in words. */
export function propertyWord(name: string): string {
  const fields: Readonly<Record<string, { readonly label: string }>> = FACETS.risk
  return fields[name]?.label ?? name
}

/** Likelihood times severity, 1 to 25, in words. A reading aid: what is acceptable says each side's own policy. */
export function scoreWord(score: number | undefined): string {
  if (score === undefined) return 'not rated'
  return score >= 15 ? 'high' : score >= 8 ? 'medium' : 'low'
}
