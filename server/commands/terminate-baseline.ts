import type { TakeRequest } from '@/lib/agreement/requests'
import type { Outcome } from '@/lib/gsn/outcome'
import { type Receipt, takeStatement } from '../agreement/take-statement'
import type { Person } from '../auth/person'

/** Ends an agreement for the person's side: with the other side's agreement, or alone with the charter's notice. */
export function terminateBaseline(
  person: Person,
  caseId: string,
  number: number,
  request: TakeRequest,
): Promise<Outcome<Receipt>> {
  return takeStatement(person, caseId, number, 'terminate', request)
}
