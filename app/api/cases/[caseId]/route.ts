import { readCaseHead } from '@/server/commands/read-case'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => readCaseHead(person, caseId))
