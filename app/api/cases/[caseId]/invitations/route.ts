import { inviteRequest } from '@/lib/access/access-requests'
import { listInvitations } from '@/server/commands/list-invitations'
import { makeInvitation } from '@/server/commands/make-invitation'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => listInvitations(person, caseId))
// Answers with a link that is told once: nothing of it is kept for a repeated request.
export const POST = handle(inviteRequest, (person, body, { caseId = '' }) => makeInvitation(person, caseId, body), {
  status: 201,
  secret: true,
})
