import { readColleague } from '@/server/commands/read-colleague'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { personId = '' }) => readColleague(person, personId))
