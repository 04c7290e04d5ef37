import { checkHere } from '@/server/commands/check-notice'
import { handle } from '@/server/http/handle'

export const POST = handle(undefined, (person, _body, { caseId = '' }, request) => checkHere(person, caseId, request), {
  stream: true,
})
