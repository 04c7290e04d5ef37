import type { Side } from '@/lib/access/policy'
import { type Refusal, refuse } from '@/lib/gsn/outcome'
import type { Field } from './facets/field'

/** The field's own rules about who writes it, as far as they matter here. */
export type Guarded = Pick<Field, 'label' | 'only' | 'server'>

/** The side that a field is closed to everybody else for, as a sentence for the panel; undefined when it is open. */
export function whoseField({ only }: Pick<Field, 'only'>, side: Side | undefined): string | undefined {
  if (only === undefined || only === side) return undefined
  return only === 'mdm' ? 'Only the manufacturer writes here.' : 'Only the hospital writes here.'
}

/**
 * [FLD1] [FLD2] Why somebody of this side may not write this field; undefined when they may. Asked by every command and
 * for every change that comes in over a socket, so that neither side can put words into the other's mouth.
 * @param side absent for people without one: they write no field of a side
 */
export function whyNotWrite(field: Guarded, side: Side | undefined): Refusal | undefined {
  const theirs = whoseField(field, side)
  if (theirs !== undefined) {
    return refuse('not-your-side', `${field.label}: ${theirs.charAt(0).toLowerCase()}${theirs.slice(1)}`).refusal
  }
  if (field.server === true) {
    return refuse('field-recorded', `${field.label}: this is recorded when somebody confirms, and is never typed in.`)
      .refusal
  }
  return undefined
}
