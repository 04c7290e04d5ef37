import { type Outcome, ok } from '@/lib/gsn/outcome'
import { decideDelegating, decideEnding } from '@/lib/review/delegate'
import { addToDelegations, type Delegation, NO_DELEGATIONS } from '@/lib/review/delegations'
import type { DelegateRequest } from '@/lib/review/requests'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'
import { readLedger } from './read-ledger'

/**
 * [REV21] Lends somebody of the person's side the right to approve claims, for some days.
 * @returns the delegation's id; refusals `not-allowed`, `invalid`
 */
export async function delegateApproval(
  person: Person,
  caseId: string,
  request: DelegateRequest,
): Promise<Outcome<{ id: string; at: string }>> {
  const allowed = await authorise(person, caseId, 'approve')
  if (!allowed.ok) return allowed
  const { actor } = allowed.value
  const { rooms, ids } = runtime()
  const id = ids()
  const recorded = await rooms.record(caseId, authorOf(actor), async ({ entries, at }) => {
    const entry = decideDelegating(addToDelegations(NO_DELEGATIONS, entries), actor, id, request, at)
    return entry.ok ? ok({ entries: [entry.value], value: { id, at } }) : entry
  })
  return recorded.ok ? ok(recorded.value.value) : recorded
}

/** [REV21] Ends a delegation before its last day. @returns refusals `delegation-not-found`, `not-allowed` */
export async function endDelegation(
  person: Person,
  caseId: string,
  id: string,
): Promise<Outcome<{ id: string; recorded: boolean }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { actor } = allowed.value
  const recorded = await runtime().rooms.record(caseId, authorOf(actor), async ({ entries }) => {
    const entry = decideEnding(addToDelegations(NO_DELEGATIONS, entries), actor, id)
    if (!entry.ok) return entry
    const news = entry.value === undefined ? [] : [entry.value]
    return ok({ entries: news, value: { id, recorded: news.length > 0 } })
  })
  return recorded.ok ? ok(recorded.value.value) : recorded
}

/** Every delegation of the case, those that are over included, oldest first: both sides know who speaks for whom. */
export async function readDelegations(
  person: Person,
  caseId: string,
): Promise<Outcome<{ delegations: readonly Delegation[] }>> {
  const ledger = await readLedger(person, caseId, null)
  if (!ledger.ok) return ledger
  return ok({ delegations: [...addToDelegations(NO_DELEGATIONS, ledger.value.entries).all.values()] })
}
