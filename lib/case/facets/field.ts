import type { Side } from '@/lib/access/policy'

export interface Choice {
  readonly value: string
  readonly label: string
}

/**
 * What one facet field may hold. `text` is a co-edited text of its own (root `t:<id>:<field>`); all others are single
 * values of the element's map, where the last writer wins.
 */
export type Field = {
  readonly label: string
  readonly help?: string
  /** [FLD1] Only people of this side write it: their policy, their judgement, their confirmation. */
  readonly only?: Side
  /** [FLD2] Written by commands of the server alone: who said something and when. Nobody sets it by hand. */
  readonly server?: true
  /** [REV20] What somebody thinks of the element, not what it says: no part of what an approval is bound to. */
  readonly judgement?: true
  /** [FOR1] It names a person: files for people outside the case leave it out. */
  readonly person?: true
} & (
  | { readonly type: 'text' }
  | { readonly type: 'string'; readonly max?: number; readonly pattern?: string; readonly form?: 'cvss3' | 'cvss4' }
  | { readonly type: 'choice'; readonly values: readonly Choice[] }
  | { readonly type: 'date' }
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'boolean' }
)

/** The fields of some facets, by facet and field name. */
export type FacetTable = Readonly<Record<string, Readonly<Record<string, Field>>>>

export const SIDE_CHOICES: readonly Choice[] = [
  { value: 'mdm', label: 'Manufacturer' },
  { value: 'hdo', label: 'Hospital' },
]
