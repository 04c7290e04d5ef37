import { readVersionFile } from '@/server/commands/read-version-file'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

export const GET = handle(undefined, (person, _body, { caseId = '', number, path = '' }) =>
  readVersionFile(person, caseId, numberIn(number), path),
)
