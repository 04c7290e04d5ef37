import { verdictRequest } from '@/lib/review/requests'
import { approveClaim } from '@/server/commands/approve-claim'
import { handle } from '@/server/http/handle'

export const POST = handle(verdictRequest, (person, request, { caseId = '' }) => approveClaim(person, caseId, request))
