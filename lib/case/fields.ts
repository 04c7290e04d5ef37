import type { Element } from '@/lib/gsn/graph'
import { problemWithCvss } from './cvss'
import { CONTEXT_FACETS } from './facets/context'
import { CONTROL_FACETS } from './facets/control'
import { EVIDENCE_FACETS } from './facets/evidence'
import type { FacetTable, Field } from './facets/field'
import { POLICY_FACETS } from './facets/policy'
import { RISK_FACETS } from './facets/risk'
import { TERM_FACETS } from './facets/term'

export type { Choice, Field } from './facets/field'

/**
 * Facet fields, one row each, put together from lib/case/facets: panels, schema checks, readings and the canonical
 * reading all go by this table. A name that stands in two facets holds the same in both: an incoming change does not say
 * which facet it is for.
 */
export const FACETS = {
  ...CONTEXT_FACETS,
  ...POLICY_FACETS,
  ...RISK_FACETS,
  ...CONTROL_FACETS,
  ...EVIDENCE_FACETS,
  ...TERM_FACETS,
} as const satisfies FacetTable

export type Facet = keyof typeof FACETS

/** Single-value fields at most this long unless their row says otherwise, in UTF-16 code units. */
export const STRING_MAX = 500
/** Co-edited texts at most this long, in UTF-16 code units. */
export const TEXT_MAX = 100_000

export function isFacet(value: unknown): value is Facet {
  return typeof value === 'string' && Object.hasOwn(FACETS, value)
}

/** The fields of a facet by name; empty for no facet. */
export function fieldsOf(facet: string | undefined): Readonly<Record<string, Field>> {
  return isFacet(facet) ? FACETS[facet] : {}
}

/** The facet of an element: what it was grown with, else evidence for every solution. */
export function facetOf(element: Pick<Element, 'kind' | 'facet'>): Facet | undefined {
  if (isFacet(element.facet)) return element.facet
  return element.kind === 'solution' ? 'evidence' : undefined
}

/** Names of all text fields of any facet, `statement` included: what may follow in `t:<id>:<field>`. */
export const TEXT_FIELDS: ReadonlySet<string> = new Set([
  'statement',
  ...Object.values(FACETS).flatMap((fields: Readonly<Record<string, Field>>) =>
    Object.entries(fields).flatMap(([name, field]) => (field.type === 'text' ? [name] : [])),
  ),
])

/** [REV20] Names of all fields that hold what somebody thinks of an element: an answer, a judgement, a confirmation. */
export const JUDGEMENT_FIELDS: ReadonlySet<string> = new Set(
  Object.values(FACETS).flatMap((fields: Readonly<Record<string, Field>>) =>
    Object.entries(fields).flatMap(([name, field]) => (field.judgement === true ? [name] : [])),
  ),
)

/**
 * Says what is wrong with a value for a single-value field, in a sentence; undefined when it is fine.
 * An empty string is always fine for strings, choices and dates: it means "not said".
 */
export function problemWith(field: Field, value: unknown): string | undefined {
  switch (field.type) {
    case 'text':
      return 'This is a text: write into it instead of setting it.'
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${field.label} is either ticked or not.`
    case 'number': {
      const fits = value === '' || (Number.isSafeInteger(value) && inRange(value as number, field.min, field.max))
      return fits ? undefined : `${field.label} is a whole number from ${field.min} to ${field.max}.`
    }
    case 'choice':
      return value === '' || field.values.some((choice) => choice.value === value)
        ? undefined
        : `${field.label} is one of: ${field.values.map((choice) => choice.label).join(', ')}.`
    case 'date':
      return value === '' || isDate(value) ? undefined : `${field.label} is a date such as 2027-02-15.`
    case 'string': {
      const max = field.max ?? STRING_MAX
      if (typeof value !== 'string') return `${field.label} is a line of text.`
      if (value.length > max) return `${field.label} holds at most ${max} characters.`
      if (field.pattern !== undefined && !new RegExp(field.pattern).test(value)) {
        return `${field.label} does not have the expected form.`
      }
      return field.form === undefined || value === '' ? undefined : problemWithCvss(value, field.form)
    }
  }
}

function inRange(value: number, min: number, max: number): boolean {
  return value >= min && value <= max
}

/** A calendar day that exists, as YYYY-MM-DD. */
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const time = Date.parse(`${value}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
}
