import { endDelegation } from '@/server/commands/delegate-signing'
import { handle } from '@/server/http/handle'

export const POST = handle(undefined, (person, _body, { caseId = '', delegation = '' }) =>
  endDelegation(person, caseId, delegation),
)
