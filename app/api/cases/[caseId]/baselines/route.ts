import { listBaselines } from '@/server/commands/list-baselines'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => listBaselines(person, caseId))
