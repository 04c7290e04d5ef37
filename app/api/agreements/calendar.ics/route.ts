import { exportCalendar } from '@/server/commands/export-calendar'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, _params, request) =>
  exportCalendar(person, new URL(request.url).searchParams.get('case')),
)
