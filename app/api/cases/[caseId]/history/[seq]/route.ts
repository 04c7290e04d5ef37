import { readState } from '@/server/commands/read-state'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '', seq = '' }, request) =>
  readState(person, caseId, seq, new URL(request.url).searchParams.get('document') === 'true'),
)
