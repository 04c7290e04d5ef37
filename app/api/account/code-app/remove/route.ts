import { againRequest } from '@/lib/access/account-requests'
import { removeCodeApp } from '@/server/commands/second-factors'
import { handle } from '@/server/http/handle'

export const POST = handle(againRequest, (person, body, _params, request) => removeCodeApp(person, body, request), {
  secret: true,
})
