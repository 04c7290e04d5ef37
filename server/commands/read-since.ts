import { casePart } from '@/lib/agreement/content'
import { readPart } from '@/lib/agreement/manifest'
import type { Baseline } from '@/lib/agreement/proposal'
import {
  type ChallengedClaim,
  challengedSince,
  type SinceBaseline,
  sinceBaseline,
} from '@/lib/agreement/since-baseline'
import { canonicalCase } from '@/lib/case/canonical-case'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { addToAlerts, NO_ALERTS } from '@/lib/review/alerts'
import { readShared, versionInForce } from '../agreement/context'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { readProposals } from './read-proposals'

export interface SinceAnswer extends SinceBaseline {
  readonly baseline: Baseline
  /** [MON8] Claims in it that advisories were held against since. */
  readonly challenged: readonly ChallengedClaim[]
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
  const frozen = readPart(inForce.version.files, 'case')
  const since = sinceBaseline(frozen, live, clock().slice(0, 10))
  const alerts = addToAlerts(NO_ALERTS, await readShared(caseId))
  const challenged = challengedSince(frozen, alerts, inForce.baseline.since)
  return ok({ ...since, challenged, baseline: inForce.baseline, open: all.value.open?.number ?? null })
}
