import { revokeKeyRequest } from '@/lib/agreement/requests'
import { handle } from '@/server/http/handle'
import { revokeMyKey } from '@/server/passkeys/my-keys'

export const POST = handle(revokeKeyRequest, (person, request, { credential = '' }) =>
  revokeMyKey(person, credential, request),
)
