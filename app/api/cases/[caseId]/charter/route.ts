import { charterRequest } from '@/lib/agreement/requests'
import { proposeCharter } from '@/server/commands/decide-charter'
import { readCharter } from '@/server/commands/read-charter'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => readCharter(person, caseId))

export const POST = handle(
  charterRequest,
  (person, request, { caseId = '' }) => proposeCharter(person, caseId, request),
  {
    secret: true,
    status: 201,
  },
)
