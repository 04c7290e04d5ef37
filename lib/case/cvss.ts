import { CVSS30, CVSS31, CVSS40 } from '@pandatix/js-cvss'

export type CvssVersion = '3.0' | '3.1' | '4.0'
export type CvssRating = 'none' | 'low' | 'medium' | 'high' | 'critical'

/** What a CVSS vector says. */
export interface Cvss {
  readonly version: CvssVersion
  /** 0.0 to 10.0 with one digit after the point, as the specification writes it. */
  readonly score: string
  readonly rating: CvssRating
}

/** The highest rating whose range a score reaches (CVSS v3.1 section 5, v4.0 section 6: the same ranges). */
const RATINGS: readonly (readonly [number, CvssRating])[] = [
  [9, 'critical'],
  [7, 'high'],
  [4, 'medium'],
  [0.1, 'low'],
  [0, 'none'],
]

/** How each version's score is computed; 3.0 is read because older advisories were published with nothing else. */
const SCORES: Readonly<Record<CvssVersion, (vector: string) => number>> = {
  '3.0': (vector) => new CVSS30(vector).BaseScore(),
  '3.1': (vector) => new CVSS31(vector).BaseScore(),
  '4.0': (vector) => new CVSS40(vector).Score(),
}

/**
 * [POL9] The score of a vector, computed from its metrics: base score for 3.0 and 3.1, the score of all metrics given for
 * 4.0. Never typed by hand and never stored, so that it cannot disagree with its vector.
 * @returns undefined for what is not a whole vector of these versions
 */
export function readCvss(vector: unknown): Cvss | undefined {
  if (typeof vector !== 'string') return undefined
  const version = /^CVSS:(3\.0|3\.1|4\.0)\/[A-Za-z:/]+$/.exec(vector.trim())?.[1] as CvssVersion | undefined
  if (version === undefined) return undefined
  try {
    const score = SCORES[version](vector.trim())
    const rating = RATINGS.find(([least]) => score >= least)?.[1]
    return rating === undefined ? undefined : { version, score: score.toFixed(1), rating }
  } catch {
    return undefined
  }
}

const FORMS = {
  cvss3: {
    versions: ['3.0', '3.1'],
    begins: 'A CVSS 3.1 vector begins with CVSS:3.1/, such as CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H.',
  },
  cvss4: {
    versions: ['4.0'],
    begins:
      'A CVSS 4.0 vector begins with CVSS:4.0/, such as CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N.',
  },
} as const satisfies Record<string, { versions: readonly CvssVersion[]; begins: string }>

/** What is wrong with a vector in a field of this form, as a sentence; undefined when nothing is. */
export function problemWithCvss(vector: string, form: keyof typeof FORMS): string | undefined {
  const { versions, begins } = FORMS[form]
  if (!versions.some((version) => vector.trim().startsWith(`CVSS:${version}/`))) return begins
  if (readCvss(vector) !== undefined) return undefined
  return 'This CVSS vector is incomplete or holds a metric that its version does not have. Copy it whole from the advisory.'
}
