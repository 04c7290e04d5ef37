import { readOrigin } from '@/server/commands/read-origin'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => readOrigin(person, caseId))
