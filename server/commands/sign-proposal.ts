import type { TakeRequest } from '@/lib/agreement/requests'
import type { Outcome } from '@/lib/gsn/outcome'
import { type Receipt, takeStatement } from '../agreement/take-statement'
import type { Person } from '../auth/person'

/** Signs a version for the person's side; the last signature that was needed brings it into force. */
export function signProposal(
  person: Person,
  caseId: string,
  number: number,
  request: TakeRequest,
): Promise<Outcome<Receipt>> {
  return takeStatement(person, caseId, number, 'sign', request)
}
