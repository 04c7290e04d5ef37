import { asc, eq } from 'drizzle-orm'
import { readVersion } from '../agreement/proposal-store'
import type { Db } from '../store/db'
import { baselines, proposals } from '../store/schema'
import type { Findings } from './check-store'

/** [VER2] Frozen versions are what was frozen, and each baseline names one by its digest. */
export async function checkAgreements(db: Db, caseId: string): Promise<Findings> {
  const problems: string[] = []
  const frozen = new Map<number, string>()
  const numbers = await db
    .select({ number: proposals.number })
    .from(proposals)
    .where(eq(proposals.caseId, caseId))
    .orderBy(asc(proposals.number))
  for (const { number } of numbers) {
    try {
      const version = await readVersion(db, caseId, number)
      if (version !== undefined) frozen.set(number, version.digest)
    } catch (error) {
      problems.push(error instanceof Error ? `${error.message}.` : String(error))
    }
  }
  for (const { number, proposal, digest } of await db.select().from(baselines).where(eq(baselines.caseId, caseId))) {
    if (frozen.get(proposal) !== digest) {
      problems.push(`Case ${caseId}: baseline ${number} is not version ${proposal} as it was frozen.`)
    }
  }
  return { counted: numbers.length, problems }
}
