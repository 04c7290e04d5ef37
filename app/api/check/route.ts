import { checkAcross } from '@/server/commands/check-notice'
import { handle } from '@/server/http/handle'

export const POST = handle(undefined, (person, _body, _params, request) => checkAcross(person, request), {
  stream: true,
})
