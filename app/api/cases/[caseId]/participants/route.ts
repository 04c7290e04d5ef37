import { setParticipantRequest } from '@/lib/wire/requests'
import { listParticipants } from '@/server/commands/list-participants'
import { setParticipant } from '@/server/commands/set-participant'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => listParticipants(person, caseId))

export const POST = handle(setParticipantRequest, (person, request, { caseId = '' }) =>
  setParticipant(person, caseId, request),
)
