import { readStepRequest } from '@/lib/access/account-requests'
import { readMyStep } from '@/server/commands/read-my-step'
import { handleStranger } from '@/server/http/handle'

export const POST = handleStranger(readStepRequest, (_body, request) => readMyStep(request.headers))
