import { can } from '@/lib/access/policy'
import { type AgreementState, reduceAgreement } from '@/lib/agreement/proposal'
import { expiry } from '@/lib/agreement/proposal-rules'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { asEntry, readAgreement } from '../agreement/context'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'

export interface ProposalsAnswer extends AgreementState {
  readonly mayPropose: boolean
}

/** Every version that was ever proposed and every baseline. What has run out of time is told as expired at once. */
export async function readProposals(person: Person, caseId: string): Promise<Outcome<ProposalsAnswer>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { actor } = allowed.value
  const { shared, state } = await readAgreement(caseId)
  const at = runtime().clock()
  const expired = expiry(state, at).map((event) => asEntry(event, authorOf(actor), at))
  return ok({ ...reduceAgreement([...shared, ...expired]), mayPropose: can(actor, 'propose') })
}
