import { delegateRequest } from '@/lib/agreement/requests'
import { delegateSigning, readDelegations } from '@/server/commands/delegate-signing'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => readDelegations(person, caseId))

export const POST = handle(
  delegateRequest,
  (person, request, { caseId = '' }) => delegateSigning(person, caseId, request),
  { status: 201 },
)
