import { proposeRequest } from '@/lib/agreement/requests'
import { proposeVersion } from '@/server/commands/propose-version'
import { readProposals } from '@/server/commands/read-proposals'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => readProposals(person, caseId))

export const POST = handle(
  proposeRequest,
  (person, request, { caseId = '' }) => proposeVersion(person, caseId, request),
  {
    status: 201,
  },
)
