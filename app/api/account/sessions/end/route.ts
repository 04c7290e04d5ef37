import { endSessionsRequest } from '@/lib/access/account-requests'
import { endMySessions } from '@/server/commands/end-my-sessions'
import { handle } from '@/server/http/handle'

export const POST = handle(endSessionsRequest, (person, request) => endMySessions(person, request))
