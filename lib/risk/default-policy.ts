import type { Axis } from '@/lib/case/facets/policy'
import type { Level, Verdict } from './verdict'

/**
 * The matrix that is proposed to a side that has none: a start for their own, and never theirs until they say so. The
 * words and borders are this project's own and follow no standard.
 */
const WORDS: Readonly<Record<Axis, readonly (readonly [string, string])[]>> = {
  likelihood: [
    ['Very unlikely', 'Nobody expects it while the device is in use here.'],
    ['Unlikely', 'Thinkable, but it takes several things that do not usually come together.'],
    ['Possible', 'It could well happen once while the device is in use here.'],
    ['Likely', 'It is expected to happen more than once.'],
    ['Very likely', 'It is expected to happen every year.'],
    ['Expected', 'It happens already, or will as soon as the device is connected.'],
  ],
  severity: [
    ['Negligible', 'Annoying; nobody is treated differently because of it.'],
    ['Minor', 'Work goes on with a detour; no harm to anybody.'],
    ['Moderate', 'Treatment is delayed, or a few records are exposed.'],
    ['Serious', 'A patient is harmed for a time, or many records are exposed.'],
    ['Severe', 'A patient is harmed for good.'],
    ['Catastrophic', 'Patients die, or the hospital cannot treat.'],
  ],
}

/** Which of the six words a shorter scale keeps: both ends stay. */
const KEPT: Readonly<Record<number, readonly number[]>> = {
  3: [0, 2, 5],
  4: [0, 1, 3, 5],
  5: [0, 1, 2, 3, 5],
  6: [0, 1, 2, 3, 4, 5],
}

/** @param count number of levels, 3 to 6 */
export function defaultScale(axis: Axis, count: number): readonly Level[] {
  return (KEPT[count] ?? []).flatMap((index) => {
    const row = WORDS[axis][index]
    return row === undefined ? [] : [{ word: row[0], meaning: row[1] }]
  })
}

/**
 * By the two places on their scales (0 to 1 each), summed: up to 0.7 acceptable, up to 1.2 tolerable, worse not. The
 * worst severity is never simply acceptable. It never calls a worse combination better.
 */
export function defaultVerdict(likelihood: number, severity: number, likelihoods: number, severities: number): Verdict {
  const sum = (likelihood - 1) / (likelihoods - 1) + (severity - 1) / (severities - 1)
  if (sum > 1.2) return 'unacceptable'
  return sum > 0.7 || severity === severities ? 'tolerable' : 'acceptable'
}
