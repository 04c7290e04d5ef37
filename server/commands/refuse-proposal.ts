import type { TakeRequest } from '@/lib/agreement/requests'
import type { Outcome } from '@/lib/gsn/outcome'
import { type Receipt, takeStatement } from '../agreement/take-statement'
import type { Person } from '../auth/person'

/** Refuses a version for the person's side; ends it, and opens a thread on each element that the refusal names. */
export function refuseProposal(
  person: Person,
  caseId: string,
  number: number,
  request: TakeRequest,
): Promise<Outcome<Receipt>> {
  return takeStatement(person, caseId, number, 'refuse', request)
}
