import { readWorkshop } from '@/server/commands/read-workshops'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '', number = '' }) =>
  readWorkshop(person, caseId, number),
)
