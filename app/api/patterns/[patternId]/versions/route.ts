import { listPatternVersions } from '@/server/commands/list-patterns'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { patternId = '' }) => listPatternVersions(person, patternId))
