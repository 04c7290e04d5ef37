import { againRequest } from '@/lib/access/account-requests'
import { beginSignInKey } from '@/server/commands/second-factors'
import { handle } from '@/server/http/handle'

export const POST = handle(againRequest, (person, body) => beginSignInKey(person, body), {
  secret: true,
  enrolling: true,
})
