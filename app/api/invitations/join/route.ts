import { joinRequest } from '@/lib/access/access-requests'
import { joinByInvitation } from '@/server/commands/join-by-invitation'
import { handleStranger } from '@/server/http/handle'

export const POST = handleStranger(joinRequest, joinByInvitation, { status: 201 })
