import type { TakeRequest } from '@/lib/agreement/requests'
import type { Outcome } from '@/lib/gsn/outcome'
import { type Receipt, takeStatement } from '../agreement/take-statement'
import type { Person } from '../auth/person'

/** Takes a signature back, before both sides have signed. It stays on record. */
export function unsignProposal(
  person: Person,
  caseId: string,
  number: number,
  request: TakeRequest,
): Promise<Outcome<Receipt>> {
  return takeStatement(person, caseId, number, 'unsign', request)
}
