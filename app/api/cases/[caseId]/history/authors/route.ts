import { readAuthors } from '@/server/commands/read-authors'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }, request) => {
  const { searchParams } = new URL(request.url)
  return readAuthors(person, caseId, searchParams.get('element'), searchParams.get('field'))
})
