interface Taught {
  readonly title: string
  /** What will stand here, and where it comes from. */
  readonly words: string
  /** Where the next step is. */
  readonly next: 'overview' | 'findings'
}

/** Each reading in which nothing stands yet, in plain words. */
export const EMPTY_READINGS = {
  register: {
    title: 'No risk yet',
    words:
      'Every risk of the case will stand here with its rating before and after treatment, for both sides. Decide a capability as required; then add its risks at its card.',
    next: 'overview',
  },
  matrix: {
    title: 'Nothing to trace yet',
    words:
      'Each row will lead from a capability over a threat to its control and its evidence, and say where something is missing. It begins with a risk of a required capability.',
    next: 'overview',
  },
  responsibilities: {
    title: 'No control yet',
    words: 'Who does what until when, for each control and each side. Add a control to a risk, then say whose it is.',
    next: 'overview',
  },
  evidence: {
    title: 'No evidence yet',
    words:
      'Reports, certificates and test results, with what rests on them and until when they hold. Evidence is added at the control or claim that it shows.',
    next: 'findings',
  },
  documents: {
    title: 'No document is asked for',
    words: 'The supporting documents come with the context of the device. Grow the capabilities to get them.',
    next: 'overview',
  },
  premarket: {
    title: 'No document is asked for',
    words: 'What a premarket submission asks for is read from the case. Grow the capabilities to get it.',
    next: 'overview',
  },
  heat: {
    title: 'No risk to place yet',
    words:
      'Each risk will stand in the matrix of each side, before and after treatment. Decide a capability as required, add its risks and rate them.',
    next: 'overview',
  },
  findings: {
    title: 'Nothing to check yet',
    words: 'What is missing, illegal or without an owner will stand here, each with its next step.',
    next: 'overview',
  },
} as const satisfies Readonly<Record<string, Taught>>

export type EmptyReadingName = keyof typeof EMPTY_READINGS
