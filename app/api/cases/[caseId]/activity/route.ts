import { readActivity } from '@/server/commands/read-activity'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => readActivity(person, caseId))
