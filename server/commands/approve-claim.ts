import { type Outcome, ok } from '@/lib/gsn/outcome'
import { addToApprovals, NO_APPROVALS } from '@/lib/review/approvals'
import type { VerdictRequest } from '@/lib/review/requests'
import { decideVerdict } from '@/lib/review/verdict'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'

/**
 * Approves a claim for the person's side, objects to it, or lifts their own objection.
 * @returns `recorded: false` when they had said so already; refusals as of `decideVerdict`
 */
export async function approveClaim(
  person: Person,
  caseId: string,
  request: VerdictRequest,
): Promise<Outcome<{ claim: string; verdict: VerdictRequest['verdict']; recorded: boolean }>> {
  const allowed = await authorise(person, caseId, 'approve')
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const { side } = by
  if (side === undefined) throw new Error('The policy lets only people of a side approve.')
  const recorded = await runtime().rooms.record(caseId, by, async ({ graph, entries }) => {
    const approvals = addToApprovals(NO_APPROVALS, entries)
    const entry = decideVerdict(graph, approvals, { id: by.personId, side }, request)
    if (!entry.ok) return entry
    return ok({ entries: entry.value === undefined ? [] : [entry.value], value: entry.value !== undefined })
  })
  if (!recorded.ok) return recorded
  return ok({ claim: request.claim, verdict: request.verdict, recorded: recorded.value.value })
}
