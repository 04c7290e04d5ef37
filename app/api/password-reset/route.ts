import { askResetRequest } from '@/lib/access/account-requests'
import { askReset } from '@/server/commands/reset-password'
import { handleStranger } from '@/server/http/handle'

export const POST = handleStranger(askResetRequest, (body, request) => askReset(body, request.headers))
