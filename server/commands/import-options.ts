/** What a person asks of an import. */
export interface ImportOptions {
  readonly dryRun: boolean
  /** The file's name, for what is recorded. */
  readonly source: string
  /** Imports the lines that can be read although others cannot. */
  readonly skipBad: boolean
  /** Takes out what the side's table holds and the file does not. */
  readonly replace: boolean
  /** What is accepted: `all`, or keys of the file's suggestions with `@` and a capability's code. */
  readonly accept: readonly string[]
  /** Leaves what the file says out of the answer: it was told before. */
  readonly brief: boolean
  /** Whatever else the request asks for. */
  readonly query: URLSearchParams
}
