import { editWordsRequest } from '@/lib/review/requests'
import { editWords } from '@/server/commands/edit-words'
import { handle } from '@/server/http/handle'

export const POST = handle(editWordsRequest, (person, request, { caseId = '', threadId = '' }) =>
  editWords(person, caseId, threadId, request),
)
