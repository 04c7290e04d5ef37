import { revokeBaselineLink } from '@/server/commands/revoke-baseline-link'
import { handle } from '@/server/http/handle'

export const POST = handle(undefined, (person, _body, { caseId = '', link = '' }) =>
  revokeBaselineLink(person, caseId, link),
)
