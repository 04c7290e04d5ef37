import { takeRequest } from '@/lib/agreement/requests'
import { unsignProposal } from '@/server/commands/unsign-proposal'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

export const POST = handle(
  takeRequest,
  (person, request, { caseId = '', number }) => unsignProposal(person, caseId, numberIn(number), request),
  { secret: true },
)
