import { casePart } from '@/lib/agreement/content'
import { type Change, differenceOf } from '@/lib/agreement/difference'
import type { Duty } from '@/lib/agreement/duties'
import { readPart } from '@/lib/agreement/manifest'
import type { Baseline, Proposal } from '@/lib/agreement/proposal'
import { canonicalCase } from '@/lib/case/canonical-case'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { readVersion } from '../agreement/proposal-store'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { readProposals } from './read-proposals'

export interface BaselineAnswer {
  readonly baseline: Baseline
  readonly proposal: Proposal
  readonly duties: readonly Duty[]
  /** In which places the case as it stands now differs from this baseline. */
  readonly changes: readonly Change[]
}

/** One baseline, and what has changed in the live case since. */
export async function readBaseline(person: Person, caseId: string, number: number): Promise<Outcome<BaselineAnswer>> {
  const all = await readProposals(person, caseId)
  if (!all.ok) return all
  const baseline = all.value.baselines.find((b) => b.number === number)
  const proposal = all.value.proposals.find((p) => p.number === baseline?.proposal)
  if (baseline === undefined || proposal === undefined) {
    return refuse('baseline-not-found', 'There is no such baseline.')
  }
  const { db, rooms } = runtime()
  const version = await readVersion(db, caseId, baseline.proposal)
  if (version === undefined) throw new Error(`The version of baseline ${number} of case ${caseId} is missing`)
  const live = await rooms.read(caseId, (doc) => casePart(canonicalCase(doc)))
  return ok({
    baseline,
    proposal,
    duties: readPart(version.files, 'responsibilities'),
    changes: differenceOf(readPart(version.files, 'case'), live),
  })
}
