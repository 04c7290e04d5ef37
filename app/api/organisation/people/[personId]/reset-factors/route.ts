import { resetFactorsRequest } from '@/lib/access/account-requests'
import { resetFactors } from '@/server/commands/organisation-factors'
import { handle } from '@/server/http/handle'

export const POST = handle(resetFactorsRequest, (person, body, { personId = '' }) =>
  resetFactors(person, personId, body),
)
