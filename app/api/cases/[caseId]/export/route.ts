import { exportCase } from '@/server/commands/export-case'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }, request) =>
  exportCase(person, caseId, new URL(request.url).searchParams),
)
