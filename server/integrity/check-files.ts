import { sql } from 'drizzle-orm'
import { conditionOf } from '../files/check-files'
import { rowsOf } from '../store/open'
import type { Findings, IntegritySource } from './check-store'

/** A file that nobody names may be one whose row is about to be written, or that a restore needs: it waits so long. */
export const GRACE_MS = 24 * 3_600_000

/** [FIL7] Every evidence file that a case names is there and has its hash. Files that no case names are told, or collected. */
export async function checkFiles({ db, files, now }: IntegritySource, mend: boolean): Promise<Findings> {
  const rows = rowsOf<{ sha256: string; names: string[] }>(
    await db.execute(sql`select sha256, array_agg(distinct case_id) as names from files group by 1 order by 1`),
  )
  const problems: string[] = []
  for (const { sha256, names } of rows) {
    const condition = await conditionOf(files, sha256)
    if (condition === 'intact') continue
    const what = condition === 'missing' ? 'is missing' : 'is damaged'
    problems.push(`Evidence file ${sha256} of ${names.join(', ')} ${what}. Upload it again, or restore a backup.`)
  }
  const named = new Set(rows.map(({ sha256 }) => sha256))
  const remarks: string[] = []
  const orphans: string[] = []
  for await (const sha256 of files.unused(named, now - GRACE_MS)) orphans.push(sha256)
  for (const sha256 of mend ? orphans : []) {
    await files.collect(sha256, now - GRACE_MS)
    remarks.push(`Evidence file ${sha256} was named by nobody and has been deleted.`)
  }
  if (!mend && orphans.length > 0) {
    remarks.push(`${orphans.length} files are named by no case for a day or more. With --mend they are deleted.`)
  }
  return { counted: rows.length, problems, remarks }
}
