import { applySuggestion } from '@/server/commands/apply-suggestion'
import { handle } from '@/server/http/handle'

export const POST = handle(undefined, (person, _request, { caseId = '', threadId = '' }) =>
  applySuggestion(person, caseId, threadId),
)
