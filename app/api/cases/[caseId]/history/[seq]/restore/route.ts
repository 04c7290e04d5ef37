import { restoreRequest, restoreState } from '@/server/commands/restore-state'
import { handle } from '@/server/http/handle'

export const POST = handle(restoreRequest, (person, request, { caseId = '', seq = '' }) =>
  restoreState(person, caseId, seq, request),
)
