import { colleagueRequest } from '@/lib/access/access-requests'
import { setColleague } from '@/server/commands/set-colleague'
import { handle } from '@/server/http/handle'

export const POST = handle(colleagueRequest, (person, body) => setColleague(person, body))
