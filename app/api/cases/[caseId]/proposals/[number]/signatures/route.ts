import { takeRequest } from '@/lib/agreement/requests'
import { signProposal } from '@/server/commands/sign-proposal'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

export const POST = handle(
  takeRequest,
  (person, request, { caseId = '', number }) => signProposal(person, caseId, numberIn(number), request),
  { secret: true },
)
