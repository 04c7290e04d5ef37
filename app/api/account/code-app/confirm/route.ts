import { confirmAppRequest } from '@/lib/access/account-requests'
import { confirmCodeApp } from '@/server/commands/second-factors'
import { handle } from '@/server/http/handle'

export const POST = handle(
  confirmAppRequest,
  (person, body, _params, request) => confirmCodeApp(person, body, request),
  { secret: true, enrolling: true },
)
