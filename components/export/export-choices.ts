import type { Audience } from '@/lib/access/audience'
import type { Scheme } from '@/lib/drawing/diagram'
import { TABLES } from '@/lib/table/tables'

/** What can be taken along, with one sentence each, and the formats it comes in. */
export const WHAT = {
  report: {
    label: 'Case report',
    means:
      'A document for reading and printing: summary, diagrams, the argument in words, risks, duties, open findings.',
    formats: ['pdf', 'docx'],
    of: ['whole', 'capability'],
  },
  picture: {
    label: 'Picture of the argument',
    means: 'The diagram as the canvas draws it, for slides and documents.',
    formats: ['png', 'svg'],
    of: ['overview', 'whole', 'capability', 'branch'],
  },
  table: {
    label: 'Table',
    means: 'One of the readings with all its rows and columns, for a spreadsheet.',
    formats: ['xlsx', 'csv'],
    of: ['whole'],
  },
  premarket: {
    label: 'Premarket documentation',
    means: 'What the FDA asks to see before a device comes to market: what in the case fills it, and what is missing.',
    formats: ['docx', 'pdf', 'xlsx', 'csv'],
    of: ['whole'],
  },
  argument: {
    label: 'File for another tool',
    means: 'The argument as data: for another Accord, for GSN editors, for tools that read OSCAL.',
    formats: ['json', 'gsn-yaml', 'sacm', 'ltac', 'oscal'],
    of: ['whole'],
  },
} as const satisfies Record<string, { label: string; means: string; formats: readonly Format[]; of: readonly Of[] }>
export type What = keyof typeof WHAT

export const FORMATS = {
  pdf: 'PDF: for reading, looks the same everywhere',
  docx: 'Word (DOCX): to go on working with',
  png: 'PNG: pixels, opens everywhere',
  svg: 'SVG: lines and letters, sharp at every size',
  xlsx: 'Excel (XLSX)',
  csv: 'CSV: plain rows for any program',
  json: 'JSON of Accord: everything, can be imported again',
  'gsn-yaml': 'GSN YAML: for gsn2x',
  sacm: 'SACM 2.3: the exchange format of the OMG',
  ltac: 'LTAC: an outline in plain text',
  oscal: 'OSCAL: controls with who answers for them',
} as const
export type Format = keyof typeof FORMATS

export const OF = {
  whole: 'The whole case',
  overview: 'An overview: one card for each capability',
  capability: 'One capability',
  branch: 'One branch: an element and everything below it',
} as const
export type Of = keyof typeof OF

export const TABLE_CHOICES = Object.values(TABLES)
  .filter(({ name }) => name !== 'premarket')
  .map(({ name, title }) => ({ value: name, label: title }))

export interface Choice {
  readonly what: What
  readonly of: Of
  readonly format: Format
  readonly audience: Audience
  readonly capability: string
  readonly branch: string
  readonly table: string
  readonly scheme: Scheme
  readonly strict: boolean
}

/** The choice after somebody chose something else to take along: what it has no place for falls back to the first there is. */
export function withWhat(choice: Choice, what: What): Choice {
  const { formats, of } = WHAT[what]
  const fits = <T>(all: readonly T[], now: T, first: T): T => (all.includes(now) ? now : first)
  return {
    ...choice,
    what,
    format: fits<Format>(formats, choice.format, formats[0]),
    of: fits<Of>(of, choice.of, of[0]),
  }
}

/** What is still missing before a file can be made, as a sentence; undefined when nothing is. */
export function missingIn({ of, capability, branch }: Choice): string | undefined {
  if (of === 'capability' && capability === '') return 'Choose a capability.'
  return of === 'branch' && branch.trim() === '' ? 'Write the name of an element, such as C7-ALOF-1.' : undefined
}

/** [EXP1] The address of the file. */
export function exportQuery(choice: Choice): string {
  const { what, of, format, audience, capability, branch, table, scheme, strict } = choice
  const query = new URLSearchParams({ format, audience })
  if (what === 'table') query.set('reading', table)
  if (what === 'premarket') query.set('reading', 'premarket')
  if (of === 'capability') query.set('capability', capability)
  if (of === 'branch') query.set('branch', branch.trim())
  if (of === 'overview') query.set('overview', 'true')
  if (what === 'picture' && scheme === 'dark') query.set('scheme', scheme)
  if (what === 'picture' && strict) query.set('strict', 'true')
  return query.toString()
}
