import { delegateRequest } from '@/lib/review/requests'
import { delegateApproval, readDelegations } from '@/server/commands/delegate'
import { handle } from '@/server/http/handle'

export const POST = handle(
  delegateRequest,
  (person, request, { caseId = '' }) => delegateApproval(person, caseId, request),
  { status: 201 },
)

export const GET = handle(undefined, (person, _body, { caseId = '' }) => readDelegations(person, caseId))
