import type { Side } from '@/lib/access/policy'
import { fieldsOf, problemWith, TEXT_MAX } from '@/lib/case/fields'
import { whyNotWrite } from '@/lib/case/only-side'
import type { Writer } from '@/lib/case/write'
import type { ElementId } from '@/lib/gsn/graph'
import { type Refusal, refuse } from '@/lib/gsn/outcome'

/** [PAT8] What is wrong with the facet values of a new element: every field must exist, fit, and be this side's to write. */
export function problemWithValues(
  facet: string | undefined,
  given: Readonly<Record<string, unknown>>,
  side: Side | undefined,
): Refusal | undefined {
  const fields = fieldsOf(facet)
  for (const [name, value] of Object.entries(given)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field === undefined)
      return refuse('field-unknown', `There is no field called "${name.slice(0, 40)}" here.`).refusal
    const theirs = whyNotWrite(field, side)
    if (theirs !== undefined) return theirs
    if (field.type === 'text') {
      if (typeof value === 'string' && value.length <= TEXT_MAX) continue
      return refuse('field-invalid', `${field.label} is a text of at most ${TEXT_MAX} characters.`).refusal
    }
    const problem = problemWith(field, value)
    if (problem !== undefined) return refuse('field-invalid', problem, { field: name }).refusal
  }
  return undefined
}

/** Writes facet values of a new element: texts into their own roots, the rest as fields. */
export function writeValues(
  writer: Writer,
  id: ElementId,
  facet: string | undefined,
  given: Readonly<Record<string, string | number | boolean>>,
): void {
  const fields = fieldsOf(facet)
  for (const [name, value] of Object.entries(given)) {
    if (fields[name]?.type === 'text') writer.setText(id, name, String(value))
    else writer.set(id, name, value)
  }
}
