import { readSessions } from '@/server/commands/read-sessions'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }, request) =>
  readSessions(person, caseId, new URL(request.url).searchParams.get('before')),
)
