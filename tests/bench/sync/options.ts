/** How much is measured. `--quick` is for seeing that everything works: its figures mean little. */
export interface Sizes {
  /** Editors on one case. */
  readonly editors: readonly number[]
  /** Edits per second of each editor. */
  readonly perEditor: number
  readonly warmSeconds: number
  readonly seconds: number
  readonly saturationEditors: number
  /** Edits per second of all editors together, rising. */
  readonly saturationRates: readonly number[]
  readonly elements: number
  /** Edits in the history of the old case. */
  readonly history: number
  readonly warmJoins: number
  /** Joins right after a start of the server: the case is read from the store. */
  readonly coldJoins: number
  readonly smallCases: number
}

const FULL: Sizes = {
  editors: [2, 10, 50, 200],
  perEditor: 5,
  warmSeconds: 2,
  seconds: 8,
  saturationEditors: 50,
  saturationRates: [1_000, 4_000, 7_000],
  elements: 3_000,
  history: 100_000,
  warmJoins: 9,
  coldJoins: 2,
  smallCases: 500,
}

const QUICK: Sizes = {
  ...FULL,
  editors: [2, 10],
  warmSeconds: 1,
  seconds: 3,
  saturationEditors: 10,
  saturationRates: [200, 1_000],
  history: 2_000,
  warmJoins: 3,
  coldJoins: 1,
  smallCases: 20,
}

export type Part = 'load' | 'saturation' | 'join' | 'open'
const PARTS: readonly Part[] = ['load', 'saturation', 'join', 'open']

export interface Options {
  readonly sizes: Sizes
  readonly parts: readonly Part[]
  /** Measure Accord alone, for instance to profile it. */
  readonly alone: boolean
  /** Write a CPU profile of each Accord server into dist/bench/profiles. */
  readonly profile: boolean
}

/**
 * `--quick`, `--only=load,join`, `--editors=2,50`, `--rates=1000,7000`, `--alone`, `--profile`
 * @throws an Error with a sentence about an option that is not known
 */
export function readOptions(words: readonly string[]): Options {
  let sizes = words.includes('--quick') ? QUICK : FULL
  let parts = PARTS
  for (const word of words) {
    const [name, value = ''] = word.split('=')
    if (name === '--only') parts = PARTS.filter((part) => value.split(',').includes(part))
    else if (name === '--editors') sizes = { ...sizes, editors: numbers(word, value) }
    else if (name === '--rates') sizes = { ...sizes, saturationRates: numbers(word, value) }
    else if (!['--quick', '--alone', '--profile'].includes(word)) throw new Error(`There is no option ${word}.`)
  }
  return { sizes, parts, alone: words.includes('--alone'), profile: words.includes('--profile') }
}

function numbers(word: string, value: string): number[] {
  const all = value.split(',').map(Number)
  if (all.some((one) => !Number.isInteger(one) || one < 2)) throw new Error(`${word} needs whole numbers from 2 on.`)
  return all
}
