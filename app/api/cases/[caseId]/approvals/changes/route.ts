import { readChangesSince } from '@/server/commands/read-changes-since'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }, request) => {
  const asked = new URL(request.url).searchParams
  return readChangesSince(person, caseId, asked.get('claim') ?? '', asked.get('side') ?? '')
})
