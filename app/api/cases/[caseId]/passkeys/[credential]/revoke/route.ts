import { revokeKeyRequest } from '@/lib/agreement/requests'
import { handle } from '@/server/http/handle'
import { revokeCaseKey } from '@/server/passkeys/of-a-case'

export const POST = handle(revokeKeyRequest, (person, request, { caseId = '', credential = '' }) =>
  revokeCaseKey(person, caseId, credential, request),
)
