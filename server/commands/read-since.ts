import { casePart } from '@/lib/agreement/content'
import { readPart } from '@/lib/agreement/manifest'
import type { Baseline } from '@/lib/agreement/proposal'
import { type SinceBaseline, sinceBaseline } from '@/lib/agreement/since-baseline'
import { canonicalCase } from '@/lib/case/canonical-case'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { versionInForce } from '../agreement/context'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { readProposals } from './read-proposals'

export interface SinceAnswer extends SinceBaseline {
  readonly baseline: Baseline
  /** Number of the version that is open; null when none is. */
  readonly open: number | null
}

/** What has happened since the baseline in force; null while nothing is in force. */
export async function readSince(person: Person, caseId: string): Promise<Outcome<SinceAnswer | null>> {
  const all = await readProposals(person, caseId)
  if (!all.ok) return all
  const { db, rooms, clock } = runtime()
  const inForce = await versionInForce(db, caseId, all.value)
  if (inForce === undefined) return ok(null)
  const live = await rooms.read(caseId, (doc) => casePart(canonicalCase(doc)))
  const since = sinceBaseline(readPart(inForce.version.files, 'case'), live, clock().slice(0, 10))
  return ok({ ...since, baseline: inForce.baseline, open: all.value.open?.number ?? null })
}
