import { changePasswordRequest } from '@/lib/access/account-requests'
import { changePassword } from '@/server/commands/change-password'
import { handle } from '@/server/http/handle'

export const POST = handle(
  changePasswordRequest,
  (person, body, _params, request) => changePassword(person, body, request),
  { secret: true },
)
