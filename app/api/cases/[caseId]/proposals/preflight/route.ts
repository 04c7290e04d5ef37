import { readPreflight } from '@/server/commands/read-preflight'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => readPreflight(person, caseId))
