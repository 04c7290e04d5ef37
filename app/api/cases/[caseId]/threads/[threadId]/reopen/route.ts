import { reopenThread } from '@/server/commands/reopen-thread'
import { handle } from '@/server/http/handle'

export const POST = handle(undefined, (person, _request, { caseId = '', threadId = '' }) =>
  reopenThread(person, caseId, threadId),
)
