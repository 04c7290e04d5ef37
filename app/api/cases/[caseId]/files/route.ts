import { listFiles } from '@/server/commands/list-files'
import { uploadFile } from '@/server/commands/upload-file'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => listFiles(person, caseId))

export const POST = handle(
  undefined,
  (person, _body, { caseId = '' }, request) => uploadFile(person, caseId, request),
  { status: 201, stream: true },
)
