import { type Actor, can } from '@/lib/access/policy'
import type { AgreementState } from '@/lib/agreement/proposal'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { type AgreementNow, agreementNow } from '../agreement/agreement-now'
import { readShared } from '../agreement/context'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'

export interface ProposalsAnswer extends AgreementState {
  readonly mayPropose: boolean
}

/** Every version that was ever proposed and every baseline. What the clock has ended is told as ended at once. */
export async function readProposals(person: Person, caseId: string): Promise<Outcome<ProposalsAnswer>> {
  const found = await readAgreementOf(person, caseId)
  if (!found.ok) return found
  const { now, mayPropose } = found.value
  return ok({ ...now.state, mayPropose })
}

/** The agreement of a case as it stands now, for somebody who may read it. */
export async function readAgreementOf(
  person: Person,
  caseId: string,
): Promise<Outcome<{ readonly now: AgreementNow; readonly actor: Actor; readonly mayPropose: boolean }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { actor } = allowed.value
  const { db, clock } = runtime()
  const now = await agreementNow(db, caseId, await readShared(caseId), clock())
  return ok({ now, actor, mayPropose: can(actor, 'propose') || can(actor, 'sign') })
}
