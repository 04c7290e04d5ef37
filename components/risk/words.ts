import type { Side } from '@/lib/access/policy'
import type { Verdict } from '@/lib/risk/verdict'

export const SIDE_NAMES: Readonly<Record<Side, string>> = { mdm: 'Manufacturer', hdo: 'Hospital' }
export const SIDE_WORDS: Readonly<Record<Side, string>> = { mdm: 'the manufacturer', hdo: 'the hospital' }
export const OTHER: Readonly<Record<Side, Side>> = { mdm: 'hdo', hdo: 'mdm' }

/** The sign of a verdict, beside its word or with its word for screen readers: colour is never the only sign. */
export const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  acceptable: '✓',
  tolerable: '~',
  unacceptable: '✕',
}

export const OPEN_SIGN = '?'

/** The word under the sign where there is little room. */
export const VERDICT_SHORT: Readonly<Record<Verdict, string>> = {
  acceptable: 'Accept',
  tolerable: 'Tolerate',
  unacceptable: 'Refuse',
}
