import { SIDES, type Side } from '@/lib/access/policy'
import type { Choice, FacetTable, Field } from './field'

/** The two scales that a risk is rated on. */
export const AXES = ['likelihood', 'severity'] as const
export type Axis = (typeof AXES)[number]

/** A policy has at least and at most so many levels on each scale. */
export const MIN_LEVELS = 3
export const MAX_LEVELS = 6

/** What a policy says about one combination of likelihood and severity. */
export const CELL_CHOICES: readonly Choice[] = [
  { value: 'acceptable', label: 'Acceptable' },
  { value: 'tolerable', label: 'Tolerable with a reason' },
  { value: 'unacceptable', label: 'Not acceptable' },
]

const SUFFIX = { mdm: 'Mdm', hdo: 'Hdo' } as const satisfies Record<Side, string>
const WHOSE = { mdm: "manufacturer's", hdo: "hospital's" } as const satisfies Record<Side, string>

/** A field's name for one side: `cell35` of the hospital is `cell35Hdo`. */
export function ofSide<N extends string>(name: N, side: Side): `${N}${(typeof SUFFIX)[Side]}` {
  return `${name}${SUFFIX[side]}`
}

/** How many levels a side's scale has. */
export function levelsField(axis: Axis, side: Side): string {
  return ofSide(`${axis}Levels`, side)
}

/** The side's own word for a level, counted from 1. */
export function wordField(axis: Axis, level: number, side: Side): string {
  return ofSide(`${axis}Word${level}`, side)
}

/** What the side means by the word. */
export function meaningField(axis: Axis, level: number, side: Side): string {
  return ofSide(`${axis}Meaning${level}`, side)
}

/** One cell of the matrix: a field of its own, so that two people who edit different cells at once keep both. [POL3] */
export function cellField(likelihood: number, severity: number, side: Side): string {
  return ofSide(`cell${likelihood}${severity}`, side)
}

/** Whether the side has made the matrix its own. */
export function adoptedField(side: Side): string {
  return ofSide('policyAdopted', side)
}

export const LEVEL_NUMBERS: readonly number[] = Array.from({ length: MAX_LEVELS }, (_, index) => index + 1)

function scaleFields(side: Side): Record<string, Field> {
  const fields: Record<string, Field> = {}
  for (const axis of AXES) {
    const label = `Levels of ${axis} in the ${WHOSE[side]} matrix`
    fields[levelsField(axis, side)] = { label, type: 'number', min: MIN_LEVELS, max: MAX_LEVELS, only: side }
    for (const level of LEVEL_NUMBERS) {
      const what = `${axis} ${level} in the ${WHOSE[side]} words`
      fields[wordField(axis, level, side)] = { label: `Word for ${what}`, type: 'string', max: 60, only: side }
      fields[meaningField(axis, level, side)] = { label: `Meaning of ${what}`, type: 'string', max: 400, only: side }
    }
  }
  return fields
}

function cellFields(side: Side): Record<string, Field> {
  const fields: Record<string, Field> = {}
  for (const likelihood of LEVEL_NUMBERS) {
    for (const severity of LEVEL_NUMBERS) {
      const label = `Likelihood ${likelihood} with severity ${severity} in the ${WHOSE[side]} matrix`
      fields[cellField(likelihood, severity, side)] = { label, type: 'choice', values: CELL_CHOICES, only: side }
    }
  }
  return fields
}

function matrixFields(side: Side): Record<string, Field> {
  const adopted: Field = { label: `The ${WHOSE[side]} matrix is its own`, type: 'boolean', only: side }
  return { [adoptedField(side)]: adopted, ...scaleFields(side), ...cellFields(side) }
}

/** Which risk is acceptable to whom: in words, and as one matrix for each side. */
export const POLICY_FACETS = {
  policy: {
    policyMdm: { label: "The manufacturer's policy", type: 'text', only: 'mdm' },
    policyHdo: { label: "The hospital's policy", type: 'text', only: 'hdo' },
    ...(Object.assign({}, ...SIDES.map(matrixFields)) as Record<string, Field>),
  },
} as const satisfies FacetTable
