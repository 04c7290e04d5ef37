import { watchFile } from '@/server/commands/watch-list'
import { handle } from '@/server/http/handle'

export const POST = handle(undefined, (person, _body, { caseId = '' }, request) => watchFile(person, caseId, request), {
  stream: true,
})
