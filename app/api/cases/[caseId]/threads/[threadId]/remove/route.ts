import { removeWordsRequest } from '@/lib/review/requests'
import { removeWords } from '@/server/commands/edit-words'
import { handle } from '@/server/http/handle'

export const POST = handle(removeWordsRequest, (person, request, { caseId = '', threadId = '' }) =>
  removeWords(person, caseId, threadId, request),
)
