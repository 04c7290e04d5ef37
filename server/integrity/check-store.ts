import { asc } from 'drizzle-orm'
import type { FileStore } from '../files/file-store'
import type { Db } from '../store/db'
import { cases } from '../store/schema'
import { checkAgreements } from './check-agreements'
import { checkChains } from './check-chains'
import { checkFiles } from './check-files'
import { checkLinks } from './check-links'
import { checkLog } from './check-log'

export interface IntegritySource {
  readonly db: Db
  readonly files: FileStore
  /** Ed25519, hex: the key that seals now. */
  readonly serviceKey: string
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface IntegrityReport {
  readonly cases: number
  readonly edits: number
  readonly entries: number
  readonly versions: number
  readonly files: number
  /** What is wrong, each with where it is. */
  readonly problems: readonly string[]
  /** What is in nobody's way: files that nobody names, and what was put right. */
  readonly remarks: readonly string[]
}

/** What one part of the check found. */
export interface Findings {
  readonly counted: number
  readonly problems: readonly string[]
  readonly remarks?: readonly string[]
}

/**
 * [OPS7] Reads everything that the store keeps and compares it with what proves it: rows with the rows they name, snapshots
 * with the log they stand for, histories with their hashes and seals, frozen versions and signatures with their digests,
 * evidence files with their names. People go on working meanwhile; nothing is changed unless it is asked for.
 * @param mend  deletes what nothing needs: snapshots that differ from their log, and files that nobody names any more
 */
export async function checkStore(source: IntegritySource, mend: boolean): Promise<IntegrityReport> {
  const { db, serviceKey } = source
  const problems: string[] = []
  const remarks: string[] = []
  const take = async (what: string, check: Promise<Findings>): Promise<number> => {
    // What cannot even be read is a finding as any other.
    const found = await check.catch(
      (error: Error): Findings => ({ counted: 0, problems: [`${what}: ${String(error.cause ?? error.message)}`] }),
    )
    problems.push(...found.problems)
    remarks.push(...(found.remarks ?? []))
    return found.counted
  }
  await take('Links between tables', checkLinks(db))
  const all = await db.select({ id: cases.id }).from(cases).orderBy(asc(cases.id))
  let [edits, entries, versions] = [0, 0, 0]
  for (const { id } of all) {
    edits += await take(`The log of case ${id}`, checkLog(db, id, mend))
    entries += await take(`The history of case ${id}`, checkChains(db, id, serviceKey))
    versions += await take(`The versions of case ${id}`, checkAgreements(db, id))
  }
  const files = await take('Evidence files', checkFiles(source, mend))
  return { cases: all.length, edits, entries, versions, files, problems, remarks }
}
