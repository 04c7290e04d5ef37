import { resolveThread } from '@/server/commands/resolve-thread'
import { handle } from '@/server/http/handle'

export const POST = handle(undefined, (person, _request, { caseId = '', threadId = '' }) =>
  resolveThread(person, caseId, threadId),
)
