import { type Actor, can } from '@/lib/access/policy'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { addToApprovals, NO_APPROVALS } from '@/lib/review/approvals'
import { addToDelegations, lentTo, NO_DELEGATIONS } from '@/lib/review/delegations'
import type { ApproveManyRequest, VerdictRequest } from '@/lib/review/requests'
import { decideMany, decideVerdict, type Judged, type NotApproved } from '@/lib/review/verdict'
import type { NewEntry } from '@/lib/wire/ledger'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import type { CaseState } from '../sync/rooms'
import { authorOf } from './author'

/**
 * Approves a claim for the person's side, objects to it, or lifts their own objection; in their own name, or for who has
 * delegated it to them.
 * @returns `recorded: false` when they had said so already; refusals as of `decideVerdict`
 */
export async function approveClaim(
  person: Person,
  caseId: string,
  request: VerdictRequest,
): Promise<Outcome<{ claim: string; verdict: VerdictRequest['verdict']; recorded: boolean }>> {
  const recorded = await judge(person, caseId, async (judged, actor) => {
    const entry = decideVerdict(judged, actor, request)
    if (!entry.ok) return entry
    return ok({ entries: entry.value === undefined ? [] : [entry.value], value: entry.value !== undefined })
  })
  if (!recorded.ok) return recorded
  return ok({ claim: request.claim, verdict: request.verdict, recorded: recorded.value })
}

/**
 * [REV23] Approves many claims in one decision: those that changed meanwhile or are not the person's to approve are named,
 * all others are recorded together.
 */
export async function approveMany(
  person: Person,
  caseId: string,
  request: ApproveManyRequest,
): Promise<Outcome<{ recorded: number; unchanged: number; refused: readonly NotApproved[] }>> {
  return judge(person, caseId, async (judged, actor) => {
    const { entries, unchanged, refused } = decideMany(judged, actor, request)
    return ok({ entries, value: { recorded: entries.length, unchanged, refused } })
  })
}

/** Takes a decision in the name of a side; refuses whoever neither may approve nor was lent it. */
async function judge<T>(
  person: Person,
  caseId: string,
  decide: (judged: Judged, actor: Actor) => Promise<Outcome<{ entries: readonly NewEntry[]; value: T }>>,
): Promise<Outcome<T>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const recorded = await runtime().rooms.record(caseId, authorOf(allowed.value.actor), async (state) => {
    const actor = withLent(allowed.value.actor, state)
    if (!can(actor, 'approve') && (actor.lent ?? []).length === 0) {
      return refuse(
        'not-allowed',
        'You take part in this case without the right to do this. Ask an administrator of your side.',
      )
    }
    const { graph, seq, entries } = state
    return decide({ graph, seq, approvals: addToApprovals(NO_APPROVALS, entries) }, actor)
  })
  return recorded.ok ? ok(recorded.value.value) : recorded
}

/** [REV21] The actor with what is lent to them at this moment, as the ledger tells. */
function withLent(actor: Actor, { entries, at }: Pick<CaseState, 'entries' | 'at'>): Actor {
  return { ...actor, lent: lentTo(addToDelegations(NO_DELEGATIONS, entries), actor.personId, at) }
}
