import { readHistory } from '@/server/commands/read-history'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }, request) =>
  readHistory(person, caseId, new URL(request.url).searchParams.get('before')),
)
