import { baselineLinkRequest } from '@/lib/access/access-requests'
import { listBaselineLinks } from '@/server/commands/list-baseline-links'
import { makeBaselineLink } from '@/server/commands/make-baseline-link'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => listBaselineLinks(person, caseId))
// Answers with a link that is told once: nothing of it is kept for a repeated request.
export const POST = handle(
  baselineLinkRequest,
  (person, body, { caseId = '' }) => makeBaselineLink(person, caseId, body),
  { status: 201, secret: true },
)
