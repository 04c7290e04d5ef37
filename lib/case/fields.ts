import type { Element } from '@/lib/gsn/graph'

export interface Choice {
  readonly value: string
  readonly label: string
}

/**
 * What one facet field may hold. `text` is a co-edited text of its own (root `t:<id>:<field>`); all others are single
 * values of the element's map, where the last writer wins.
 */
export type Field = { readonly label: string; readonly help?: string } & (
  | { readonly type: 'text' }
  | { readonly type: 'string'; readonly max?: number; readonly pattern?: string }
  | { readonly type: 'choice'; readonly values: readonly Choice[] }
  | { readonly type: 'date' }
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'boolean' }
)

const LEVELS = (label: string, help: string): Field => ({ label, help, type: 'number', min: 1, max: 5 })
const LIKELIHOOD = '1 = very unlikely, 5 = expected'
const SEVERITY = '1 = negligible, 5 = catastrophic'

const SIDES: readonly Choice[] = [
  { value: 'mdm', label: 'Manufacturer' },
  { value: 'hdo', label: 'Hospital' },
]

/** Facet fields, one row each: panels, schema checks, readings and the canonical reading all go by this table. A
 * name that stands in two facets holds the same in both: an incoming change does not say which facet it is for. */
export const FACETS = {
  device: {
    manufacturer: { label: 'Manufacturer', type: 'string' },
    product: { label: 'Product', type: 'string' },
    model: { label: 'Model', type: 'string' },
    version: { label: 'Version', type: 'string' },
    intendedUse: { label: 'Intended use', type: 'text' },
    environment: { label: 'Operational environment', type: 'text' },
    network: { label: 'Network', type: 'text' },
  },
  system: {
    assets: { label: 'Assets to be protected', type: 'text' },
    description: { label: 'System description', type: 'text' },
    interfaces: { label: 'Interfaces', type: 'text' },
    boundaries: { label: 'Boundaries', type: 'text' },
  },
  decision: {
    decision: {
      label: 'Is the capability required?',
      type: 'choice',
      values: [
        { value: 'undecided', label: 'Not decided yet' },
        { value: 'required', label: 'Required' },
        { value: 'not-required', label: 'Not required' },
      ],
    },
  },
  policy: {
    policyMdm: { label: "The manufacturer's policy", type: 'text' },
    policyHdo: { label: "The hospital's policy", type: 'text' },
  },
  risk: {
    threat: { label: 'Threat', type: 'text' },
    vulnerability: { label: 'Vulnerability', type: 'text' },
    affectsConfidentiality: { label: 'Confidentiality', type: 'boolean' },
    affectsIntegrity: { label: 'Integrity', type: 'boolean' },
    affectsAvailability: { label: 'Availability', type: 'boolean' },
    affectsAccountability: { label: 'Accountability', type: 'boolean' },
    likelihoodBefore: LEVELS('Likelihood before treatment', LIKELIHOOD),
    severityBefore: LEVELS('Severity before treatment', SEVERITY),
    treatment: {
      label: 'Treatment',
      type: 'choice',
      values: [
        { value: 'mitigate', label: 'Mitigate' },
        { value: 'transfer', label: 'Transfer' },
        { value: 'avoid', label: 'Avoid' },
        { value: 'accept', label: 'Accept' },
      ],
    },
    likelihoodAfter: LEVELS('Likelihood after treatment', LIKELIHOOD),
    severityAfter: LEVELS('Severity after treatment', SEVERITY),
    cve: { label: 'CVE', type: 'string', pattern: '^(CVE-\\d{4}-\\d{4,19}(, ?CVE-\\d{4}-\\d{4,19})*)?$' },
    cwe: { label: 'CWE', type: 'string', pattern: '^(CWE-\\d{1,6}(, ?CWE-\\d{1,6})*)?$' },
    cvss: { label: 'CVSS vector', type: 'string', max: 300 },
    cvssScore: { label: 'CVSS score', type: 'string', pattern: '^(10\\.0|\\d\\.\\d)?$' },
    advisory: { label: 'Advisory', type: 'string' },
    hazard: { label: 'Linked safety hazard', type: 'string' },
  },
  scenario: {
    cause: { label: 'Cause', type: 'text' },
    scenario: { label: 'Threat scenario', type: 'text' },
    consequence: { label: 'Consequence', type: 'text' },
  },
  control: {
    standard: { label: 'Standard', type: 'string' },
    ref: { label: 'Reference', type: 'string' },
    title: { label: 'Title', type: 'string' },
    basis: {
      label: 'Where the choice comes from',
      type: 'choice',
      values: [
        { value: 'published', label: 'Published table' },
        { value: 'crosswalk', label: 'Published correspondence' },
        { value: 'editorial', label: "This catalogue's proposal" },
        { value: 'own', label: 'Our own choice' },
      ],
    },
    controlType: {
      label: 'Type',
      type: 'choice',
      values: [
        { value: 'technical', label: 'Technical' },
        { value: 'administrative', label: 'Administrative' },
        { value: 'operational', label: 'Operational' },
        { value: 'management', label: 'Management' },
      ],
    },
    responsible: {
      label: 'Responsible',
      type: 'choice',
      values: [...SIDES, { value: 'shared', label: 'Shared' }],
    },
    dutyMdm: { label: 'What the manufacturer does', type: 'text' },
    dutyHdo: { label: 'What the hospital does', type: 'text' },
    owner: { label: 'Named person', type: 'string' },
    due: { label: 'Due', type: 'date' },
    state: {
      label: 'State',
      type: 'choice',
      values: [
        { value: 'proposed', label: 'Proposed' },
        { value: 'accepted', label: 'Accepted' },
        { value: 'refused', label: 'Refused' },
        { value: 'implemented', label: 'Implemented' },
        { value: 'verified', label: 'Verified' },
      ],
    },
  },
  evidence: {
    evidenceKind: {
      label: 'Kind of evidence',
      type: 'choice',
      values: [
        { value: 'test', label: 'Test' },
        { value: 'analysis', label: 'Analysis' },
        { value: 'review', label: 'Review' },
        { value: 'history', label: 'History of use' },
        { value: 'policy', label: 'Policy' },
        { value: 'training', label: 'Training' },
        { value: 'configuration', label: 'Configuration' },
        { value: 'certificate', label: 'Certificate' },
      ],
    },
    side: { label: 'Whose evidence', type: 'choice', values: SIDES },
    version: { label: 'Version', type: 'string' },
    effective: { label: 'Effective date', type: 'date' },
    reviewBy: { label: 'Review by', type: 'date' },
    reference: { label: 'Where it is kept', type: 'string', max: 1000 },
    sha256: { label: 'SHA-256 of the file', type: 'string', pattern: '^([0-9a-f]{64})?$' },
    confidentiality: {
      label: 'Who may see it',
      type: 'choice',
      values: [
        { value: 'both', label: 'Both sides' },
        { value: 'own-side', label: 'Stays with its owner' },
        { value: 'public', label: 'Anybody' },
      ],
    },
  },
} as const satisfies Record<string, Record<string, Field>>

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
      return undefined
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
