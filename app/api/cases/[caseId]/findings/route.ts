import { readFindings } from '@/server/commands/read-findings'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => readFindings(person, caseId))
