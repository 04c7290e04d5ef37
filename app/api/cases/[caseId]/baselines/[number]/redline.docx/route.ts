import { exportRedline } from '@/server/commands/export-agreement'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

/** `?against=m`: what this baseline changes against baseline m; the one before it when nothing is said. */
export const GET = handle(undefined, (person, _body, { caseId = '', number }, request) => {
  const own = numberIn(number)
  const against = new URL(request.url).searchParams.get('against')
  return exportRedline(person, caseId, own, against === null ? own - 1 : numberIn(against))
})
