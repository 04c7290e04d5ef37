import { type Facet, type Field, fieldsOf } from '@/lib/case/fields'

export type Single = Exclude<Field, { type: 'text' }>

/** Fields that are shown together: one text, a row of ticks, or single values side by side. */
export type FieldGroup =
  | { readonly kind: 'text'; readonly name: string; readonly label: string; readonly help?: string | undefined }
  | { readonly kind: 'ticks' | 'values'; readonly fields: readonly (readonly [string, Single])[] }

/** Cuts the fields of a facet into groups, in the order of the table. */
export function fieldGroups(facet: Facet | undefined): FieldGroup[] {
  const groups: FieldGroup[] = []
  for (const [name, field] of Object.entries(fieldsOf(facet))) {
    if (field.type === 'text') {
      groups.push({ kind: 'text', name, label: field.label, help: field.help })
      continue
    }
    const kind = field.type === 'boolean' ? 'ticks' : 'values'
    const last = groups.at(-1)
    if (last?.kind === kind) groups[groups.length - 1] = { kind, fields: [...last.fields, [name, field]] }
    else groups.push({ kind, fields: [[name, field]] })
  }
  return groups
}

/** Lines that tend to be long. */
const LONG_LINES = new Set(['title', 'advisory', 'hazard', 'reference', 'cvss', 'basis'])

/** Fields that need the whole width: their words do not fit into half of the panel. */
export function isWide(name: string, field: Single): boolean {
  if (field.type === 'choice' && field.values.length <= 3) return true
  return field.type === 'number' || LONG_LINES.has(name)
}
