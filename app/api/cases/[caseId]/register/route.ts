import { readReading } from '@/server/commands/read-graph'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => readReading(person, caseId, 'register'))
