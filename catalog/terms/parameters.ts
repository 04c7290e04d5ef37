/** A blank that the two sides fill: a number with its unit, a date, a contact or words of their own. */
export interface TermParameter {
  readonly label: string
  readonly kind: ParameterKind
}

export type ParameterKind = 'days' | 'business-days' | 'hours' | 'months' | 'date' | 'contact' | 'text'

/**
 * Every parameter that a share may name in braces, such as `{notice-days}`. Those of the library come first; the last
 * ones are for words of one's own. Each is a field of a term (lib/case/facets/term.ts), so that two people who fill
 * different ones at once lose nothing.
 */
export const TERM_PARAMETERS = {
  'contact-mdm': { label: 'Contact of the manufacturer', kind: 'contact' },
  'contact-hdo': { label: 'Contact of the hospital', kind: 'contact' },
  'review-months': { label: 'Months between two reviews', kind: 'months' },
  'notice-days': { label: 'Days of notice', kind: 'days' },
  'update-days': { label: 'Days until an update', kind: 'days' },
  'answer-days': { label: 'Days to answer', kind: 'days' },
  process: { label: 'Named process or standard', kind: 'text' },
  'support-until': { label: 'Supported until', kind: 'date' },
  'access-review-months': { label: 'Months between two access reviews', kind: 'months' },
  'log-months': { label: 'Months that logs are kept', kind: 'months' },
  'restore-hours': { label: 'Hours to restore', kind: 'hours' },
  'drill-months': { label: 'Months between two drills', kind: 'months' },
  'review-days': { label: 'Days until a review', kind: 'days' },
  route: { label: 'Agreed route', kind: 'text' },
  'check-days': { label: 'Days between two checks', kind: 'days' },
  'notice-business-days': { label: 'Business days of notice', kind: 'business-days' },
  'report-to': { label: 'Where to report', kind: 'contact' },
  'release-days': { label: 'Days to release', kind: 'days' },
  'install-days': { label: 'Days to install', kind: 'days' },
  'validation-days': { label: 'Days to validate', kind: 'days' },
  'incident-contact': { label: 'Contact for incidents', kind: 'contact' },
  'breach-days': { label: 'Days to notify', kind: 'days' },
  'notice-months': { label: 'Months of notice', kind: 'months' },
  'end-of-support': { label: 'End of support', kind: 'date' },
  days: { label: 'Days', kind: 'days' },
  'days-2': { label: 'Days (second figure)', kind: 'days' },
  'business-days': { label: 'Business days', kind: 'business-days' },
  hours: { label: 'Hours', kind: 'hours' },
  'hours-2': { label: 'Hours (second figure)', kind: 'hours' },
  months: { label: 'Months', kind: 'months' },
  'months-2': { label: 'Months (second figure)', kind: 'months' },
  date: { label: 'Date', kind: 'date' },
  'date-2': { label: 'Second date', kind: 'date' },
  contact: { label: 'Contact', kind: 'contact' },
  'contact-2': { label: 'Second contact', kind: 'contact' },
  text: { label: 'Words', kind: 'text' },
  'text-2': { label: 'Second words', kind: 'text' },
} as const satisfies Readonly<Record<string, TermParameter>>

export type ParameterKey = keyof typeof TERM_PARAMETERS

export const PARAMETER_KEYS = Object.keys(TERM_PARAMETERS) as ParameterKey[]

/** The parameters for words of one's own, in the order in which they are offered. */
export const OWN_PARAMETERS: readonly ParameterKey[] = PARAMETER_KEYS.slice(PARAMETER_KEYS.indexOf('days'))

export function isParameterKey(value: unknown): value is ParameterKey {
  return typeof value === 'string' && Object.hasOwn(TERM_PARAMETERS, value)
}

/** The unit behind a number: singular and plural; empty for what is no number. */
export const PARAMETER_UNITS: Readonly<Record<ParameterKind, readonly [one: string, many: string] | undefined>> = {
  days: ['day', 'days'],
  'business-days': ['business day', 'business days'],
  hours: ['hour', 'hours'],
  months: ['month', 'months'],
  date: undefined,
  contact: undefined,
  text: undefined,
}
