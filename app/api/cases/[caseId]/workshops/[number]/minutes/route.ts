import { exportMinutes } from '@/server/commands/workshop-minutes'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '', number = '' }, request) =>
  exportMinutes(person, caseId, number, new URL(request.url).searchParams.get('format') ?? 'pdf'),
)
