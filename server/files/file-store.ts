import type { Spooled } from './spool'

/**
 * The bytes of evidence files, by their SHA-256, each kept once. Knows nothing of cases and people: who may have which
 * bytes is decided over the rows of the table `files` (file-rows.ts), never here.
 */
export interface FileStore {
  /** Where uploads wait until they are whole. */
  readonly spoolFolder: string
  /** Keeps a spooled file for good: on the disk when this resolves. Keeping the same bytes again changes nothing. */
  keep(file: Spooled): Promise<void>
  /** The bytes in pieces; undefined when they are not there. */
  read(sha256: string): Promise<AsyncIterable<Uint8Array> | undefined>
  /**
   * Hashes of kept files that are not among these.
   * @param before  milliseconds since 1970: younger ones are left out, where their age is known
   */
  unused(named: ReadonlySet<string>, before: number): AsyncIterable<string>
  /** Deletes a file that nobody names, unless it has been kept anew since. */
  collect(sha256: string, before: number): Promise<void>
}

/** Whether the kept bytes are there and still what their hash says. */
export type Condition = 'intact' | 'missing' | 'damaged'

/** Only what `createHash` gives names a file: nothing from outside becomes a path. */
export function isSha256(value: string): boolean {
  return /^[0-9a-f]{64}$/.test(value)
}
