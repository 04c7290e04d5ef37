import { inviteColleagueRequest } from '@/lib/access/access-requests'
import { inviteColleague } from '@/server/commands/invite-colleague'
import { handle } from '@/server/http/handle'

// Answers with a link that is told once: nothing of it is kept for a repeated request.
export const POST = handle(inviteColleagueRequest, (person, body) => inviteColleague(person, body), {
  status: 201,
  secret: true,
})
