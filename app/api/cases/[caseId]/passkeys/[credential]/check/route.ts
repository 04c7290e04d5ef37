import { checkKeyRequest } from '@/lib/agreement/requests'
import { handle } from '@/server/http/handle'
import { checkCaseKey } from '@/server/passkeys/of-a-case'

export const POST = handle(checkKeyRequest, (person, request, { caseId = '', credential = '' }) =>
  checkCaseKey(person, caseId, credential, request),
)
