import { declineRequest } from '@/lib/review/requests'
import { declineSuggestion } from '@/server/commands/apply-suggestion'
import { handle } from '@/server/http/handle'

export const POST = handle(declineRequest, (person, request, { caseId = '', threadId = '' }) =>
  declineSuggestion(person, caseId, threadId, request),
)
