import { prepareRequest } from '@/lib/agreement/requests'
import { prepareStatement } from '@/server/commands/prepare-statement'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

export const POST = handle(prepareRequest, (person, request, { caseId = '', number }) =>
  prepareStatement(person, caseId, numberIn(number), request),
)
