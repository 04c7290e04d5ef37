import { importFile } from '@/server/commands/import-file'
import { handle } from '@/server/http/handle'

export const POST = handle(
  undefined,
  (person, _body, { caseId = '' }, request) => importFile(person, caseId, request),
  { stream: true },
)
