import { replyRequest } from '@/lib/review/requests'
import { replyThread } from '@/server/commands/reply-thread'
import { handle } from '@/server/http/handle'

export const POST = handle(
  replyRequest,
  (person, request, { caseId = '', threadId = '' }) => replyThread(person, caseId, threadId, request),
  { status: 201 },
)
