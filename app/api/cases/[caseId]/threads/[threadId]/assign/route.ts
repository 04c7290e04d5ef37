import { assignRequest } from '@/lib/review/requests'
import { assignThread } from '@/server/commands/assign-thread'
import { handle } from '@/server/http/handle'

export const POST = handle(assignRequest, (person, request, { caseId = '', threadId = '' }) =>
  assignThread(person, caseId, threadId, request),
)
