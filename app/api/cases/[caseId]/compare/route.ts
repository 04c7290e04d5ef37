import { compareStates } from '@/server/commands/compare-states'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }, request) => {
  const { searchParams } = new URL(request.url)
  return compareStates(person, caseId, searchParams.get('from'), searchParams.get('to'), searchParams.get('element'))
})
