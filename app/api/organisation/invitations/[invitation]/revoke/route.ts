import { revokeColleagueInvitation } from '@/server/commands/invite-colleague'
import { handle } from '@/server/http/handle'

export const POST = handle(undefined, (person, _body, { invitation = '' }) =>
  revokeColleagueInvitation(person, invitation),
)
