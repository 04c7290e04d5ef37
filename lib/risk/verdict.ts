/** What a policy says about one combination of likelihood and severity, from best to worst. */
export const VERDICTS = ['acceptable', 'tolerable', 'unacceptable'] as const
export type Verdict = (typeof VERDICTS)[number]

/** The words for screens, registers and exports. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  acceptable: 'Acceptable',
  tolerable: 'Tolerable with a reason',
  unacceptable: 'Not acceptable',
}

export function isVerdict(value: unknown): value is Verdict {
  return VERDICTS.some((verdict) => verdict === value)
}

/** One step of a scale, in the words of the organisation that holds the policy. */
export interface Level {
  readonly word: string
  readonly meaning: string
}
