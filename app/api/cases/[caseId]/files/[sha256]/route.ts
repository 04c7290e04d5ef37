import { audienceRequest } from '@/lib/evidence/requests'
import { downloadFile } from '@/server/commands/download-file'
import { setAudience } from '@/server/commands/set-audience'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '', sha256 = '' }) =>
  downloadFile(person, caseId, sha256),
)

export const POST = handle(audienceRequest, (person, { confidentiality }, { caseId = '', sha256 = '' }) =>
  setAudience(person, caseId, sha256, confidentiality),
)
