import { revokeInvitation } from '@/server/commands/revoke-invitation'
import { handle } from '@/server/http/handle'

export const POST = handle(undefined, (person, _body, { caseId = '', invitation = '' }) =>
  revokeInvitation(person, caseId, invitation),
)
