import type { LibraryEntry } from './gather'

/** What the library answers to a search. */
export interface LibraryAnswer {
  readonly entries: readonly LibraryEntry[]
  /** How many entries there are in all, and how many hold what was looked for. */
  readonly all: number
  readonly found: number
  /** How many cases were read. */
  readonly cases: number
  /** Capabilities that stand in the library. */
  readonly capabilities: readonly string[]
}
