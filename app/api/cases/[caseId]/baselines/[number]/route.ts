import { exportBundle } from '@/server/commands/export-bundle'
import { readBaseline } from '@/server/commands/read-baseline'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

/** `/baselines/3` tells about baseline 3, `/baselines/3.rab` is its file. */
export const GET = handle(undefined, (person, _body, { caseId = '', number = '' }) => {
  const file = /^(.*)\.rab$/.exec(number)
  return file === null
    ? readBaseline(person, caseId, numberIn(number))
    : exportBundle(person, caseId, numberIn(file[1]))
})
