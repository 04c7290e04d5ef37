import { listOwnControls } from '@/server/commands/list-own-controls'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => listOwnControls(person, caseId))
