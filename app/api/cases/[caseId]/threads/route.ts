import { threadRequest } from '@/lib/review/requests'
import { openThread } from '@/server/commands/open-thread'
import { handle } from '@/server/http/handle'

export const POST = handle(threadRequest, (person, request, { caseId = '' }) => openThread(person, caseId, request), {
  status: 201,
})
