import { VERDICTS, type Verdict } from '@/lib/risk/verdict'

/** A place in a matrix, both counted from 1. The matrix is drawn with the highest likelihood on top. */
export interface MatrixPlace {
  readonly likelihood: number
  readonly severity: number
}

/**
 * [POL12] Where an arrow key, Home or End leads from a cell; undefined for any other key. At an edge one stays.
 * @param likelihoods number of rows; @param severities number of columns
 */
export function moveInMatrix(
  key: string,
  { likelihood, severity }: MatrixPlace,
  likelihoods: number,
  severities: number,
): MatrixPlace | undefined {
  switch (key) {
    case 'ArrowUp':
      return { likelihood: Math.min(likelihoods, likelihood + 1), severity }
    case 'ArrowDown':
      return { likelihood: Math.max(1, likelihood - 1), severity }
    case 'ArrowRight':
      return { likelihood, severity: Math.min(severities, severity + 1) }
    case 'ArrowLeft':
      return { likelihood, severity: Math.max(1, severity - 1) }
    case 'Home':
      return { likelihood, severity: 1 }
    case 'End':
      return { likelihood, severity: severities }
    default:
      return undefined
  }
}

const LETTERS: Readonly<Record<string, Verdict>> = { a: 'acceptable', t: 'tolerable', n: 'unacceptable' }

/** The verdict that a letter sets: A, T or N. */
export function verdictOfKey(key: string): Verdict | undefined {
  return LETTERS[key.toLowerCase()]
}

/** The verdict after this one, round and round: what a click sets. */
export function nextVerdict(verdict: Verdict | undefined): Verdict {
  const next = verdict === undefined ? 0 : (VERDICTS.indexOf(verdict) + 1) % VERDICTS.length
  return VERDICTS[next] ?? 'acceptable'
}
