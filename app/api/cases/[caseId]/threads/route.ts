import { threadRequest } from '@/lib/review/requests'
import { openThread } from '@/server/commands/open-thread'
import { readThreads } from '@/server/commands/read-review'
import { handle } from '@/server/http/handle'

export const POST = handle(threadRequest, (person, request, { caseId = '' }) => openThread(person, caseId, request), {
  status: 201,
})

export const GET = handle(undefined, (person, _body, { caseId = '' }, request) => {
  const asked = new URL(request.url).searchParams
  return readThreads(person, caseId, { element: asked.get('element'), proposal: asked.get('proposal') })
})
