import { approveManyRequest } from '@/lib/review/requests'
import { approveMany } from '@/server/commands/approve-claim'
import { handle } from '@/server/http/handle'

export const POST = handle(approveManyRequest, (person, request, { caseId = '' }) =>
  approveMany(person, caseId, request),
)
