import { acceptRequest } from '@/lib/access/access-requests'
import { acceptInvitation } from '@/server/commands/accept-invitation'
import { handle } from '@/server/http/handle'

export const POST = handle(acceptRequest, (person, body) => acceptInvitation(person, body), { secret: true })
