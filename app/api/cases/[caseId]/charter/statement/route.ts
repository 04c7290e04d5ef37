import { prepareAdoptionRequest } from '@/lib/agreement/requests'
import { prepareCharter } from '@/server/commands/decide-charter'
import { handle } from '@/server/http/handle'

export const POST = handle(prepareAdoptionRequest, (person, request, { caseId = '' }) =>
  prepareCharter(person, caseId, request),
)
