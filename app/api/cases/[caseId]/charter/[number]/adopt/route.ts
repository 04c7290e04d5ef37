import { adoptRequest } from '@/lib/agreement/requests'
import { adoptCharter } from '@/server/commands/decide-charter'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

export const POST = handle(
  adoptRequest,
  (person, request, { caseId = '', number }) => adoptCharter(person, caseId, numberIn(number), request),
  { secret: true },
)
