/** [GSN11] How often: from `min` to `max`. */
export interface Bounds {
  readonly min: number
  readonly max: number | 'many'
}

const LABEL = /^(?:n|\*|\d{1,4}|\d{1,4}\.\.(?:\d{1,4}|\*|n))$/

/** Whether a text is a multiplicity as GSN writes it: `3`, `0..2`, `1..*`, or `n` and `*` for any number but none. */
export function isMultiplicity(label: unknown): label is string {
  return typeof label === 'string' && LABEL.test(label) && sound(boundsOf(label))
}

function sound({ min, max }: Bounds): boolean {
  return max === 'many' || (max >= min && max > 0)
}

/** What a label means. No label is 1..*; zero has to be written. GSN v3, 1:3.1.1. */
export function boundsOf(label: string): Bounds {
  const [low, high] = label.split('..')
  if (low === undefined || low === '' || low === 'n' || low === '*') return { min: 1, max: 'many' }
  const min = Number(low)
  if (high === undefined) return { min, max: min }
  return { min, max: high === '*' || high === 'n' ? 'many' : Number(high) }
}

/** The label for bounds, as short as GSN writes them. */
export function labelOf({ min, max }: Bounds): string {
  if (max === min) return String(min)
  return `${min}..${max === 'many' ? '*' : max}`
}
