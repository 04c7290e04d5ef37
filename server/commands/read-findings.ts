import { allFindings, byUrgency } from '@/lib/findings/all-findings'
import type { ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { closingFindings } from '@/lib/pattern/closing'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { readReview } from './read-review'

/** Everything that is illegal, missing, stale or unowned, with what both sides have still to agree to. [PAT12] */
export async function readFindings(person: Person, caseId: string): Promise<Outcome<unknown>> {
  const read = await readReview(person, caseId)
  if (!read.ok) return read
  const { graph, claims } = read.value
  const approves = (claim: ElementId, side: 'mdm' | 'hdo') => claims.get(claim)?.sides[side].state === 'approved'
  const found = [...allFindings(graph, runtime().clock().slice(0, 10)), ...closingFindings(graph, approves)]
  return ok({ seq: read.value.seq, findings: found.sort(byUrgency(graph)) })
}
