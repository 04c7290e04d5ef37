import type { TakeRequest } from '@/lib/agreement/requests'
import type { Outcome } from '@/lib/gsn/outcome'
import { type Receipt, takeStatement } from '../agreement/take-statement'
import type { Person } from '../auth/person'

/** Takes a version back for the side that proposed it. */
export function withdrawProposal(
  person: Person,
  caseId: string,
  number: number,
  request: TakeRequest,
): Promise<Outcome<Receipt>> {
  return takeStatement(person, caseId, number, 'withdraw', request)
}
