import { takeRequest } from '@/lib/agreement/requests'
import { refuseProposal } from '@/server/commands/refuse-proposal'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

export const POST = handle(
  takeRequest,
  (person, request, { caseId = '', number }) => refuseProposal(person, caseId, numberIn(number), request),
  { secret: true },
)
