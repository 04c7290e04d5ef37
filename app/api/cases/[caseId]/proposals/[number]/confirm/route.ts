import { takeRequest } from '@/lib/agreement/requests'
import { confirmCondition } from '@/server/commands/confirm-condition'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

export const POST = handle(
  takeRequest,
  (person, request, { caseId = '', number }) => confirmCondition(person, caseId, numberIn(number), request),
  { secret: true },
)
