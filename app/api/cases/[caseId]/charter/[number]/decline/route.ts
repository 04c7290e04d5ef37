import { declineCharterRequest } from '@/lib/agreement/requests'
import { declineCharter } from '@/server/commands/decide-charter'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

export const POST = handle(declineCharterRequest, (person, request, { caseId = '', number }) =>
  declineCharter(person, caseId, numberIn(number), request),
)
