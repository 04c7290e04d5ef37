import { verdictRequest } from '@/lib/review/requests'
import { approveClaim } from '@/server/commands/approve-claim'
import { readApprovals } from '@/server/commands/read-review'
import { handle } from '@/server/http/handle'

export const POST = handle(verdictRequest, (person, request, { caseId = '' }) => approveClaim(person, caseId, request))

export const GET = handle(undefined, (person, _body, { caseId = '' }, request) =>
  readApprovals(person, caseId, new URL(request.url).searchParams.get('claim')),
)
