import { takeRequest } from '@/lib/agreement/requests'
import { terminateBaseline } from '@/server/commands/terminate-baseline'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

export const POST = handle(
  takeRequest,
  (person, request, { caseId = '', number }) => terminateBaseline(person, caseId, numberIn(number), request),
  { secret: true },
)
