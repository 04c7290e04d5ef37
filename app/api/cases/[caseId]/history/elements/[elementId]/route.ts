import { readElementHistory } from '@/server/commands/read-element-history'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '', elementId = '' }, request) =>
  readElementHistory(person, caseId, elementId, new URL(request.url).searchParams.get('before')),
)
