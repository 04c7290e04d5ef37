import { removeSignInKeyRequest } from '@/lib/access/account-requests'
import { dropSignInKey } from '@/server/commands/second-factors'
import { handle } from '@/server/http/handle'

export const POST = handle(
  removeSignInKeyRequest,
  (person, body, _params, request) => dropSignInKey(person, body, request),
  { secret: true },
)
