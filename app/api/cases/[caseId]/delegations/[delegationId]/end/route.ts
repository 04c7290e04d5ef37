import { endDelegation } from '@/server/commands/delegate'
import { handle } from '@/server/http/handle'

export const POST = handle(undefined, (person, _body, { caseId = '', delegationId = '' }) =>
  endDelegation(person, caseId, delegationId),
)
