import { takeRequest } from '@/lib/agreement/requests'
import { withdrawProposal } from '@/server/commands/withdraw-proposal'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

export const POST = handle(
  takeRequest,
  (person, request, { caseId = '', number }) => withdrawProposal(person, caseId, numberIn(number), request),
  { secret: true },
)
