import { enrolSignInKeyRequest } from '@/lib/access/account-requests'
import { addSignInKey } from '@/server/commands/second-factors'
import { handle } from '@/server/http/handle'

export const POST = handle(
  enrolSignInKeyRequest,
  (person, body, _params, request) => addSignInKey(person, body, request),
  { secret: true, enrolling: true },
)
