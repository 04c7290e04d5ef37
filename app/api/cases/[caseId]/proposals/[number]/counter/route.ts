import { counterRequest } from '@/lib/agreement/requests'
import { counterProposal } from '@/server/commands/counter-proposal'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

export const POST = handle(
  counterRequest,
  (person, request, { caseId = '', number }) => counterProposal(person, caseId, numberIn(number), request),
  { secret: true, status: 201 },
)
