import { watchRequest } from '@/lib/monitor/requests'
import { changeWatchList, readWatchList } from '@/server/commands/watch-list'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => readWatchList(person, caseId))

export const POST = handle(
  watchRequest,
  (person, request, { caseId = '' }) => changeWatchList(person, caseId, request),
  { limit: 2_000_000 },
)
