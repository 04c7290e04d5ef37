import { finishResetRequest } from '@/lib/access/account-requests'
import { finishReset } from '@/server/commands/reset-password'
import { handleStranger } from '@/server/http/handle'

export const POST = handleStranger(finishResetRequest, (body) => finishReset(body))
