import { exportPaper } from '@/server/commands/export-agreement'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

/** `?first=hdo` puts the hospital's duties in front. */
export const GET = handle(undefined, (person, _body, { caseId = '', number }, request) => {
  const first = new URL(request.url).searchParams.get('first')
  return exportPaper(person, caseId, numberIn(number), first === 'mdm' || first === 'hdo' ? first : undefined)
})
