import { leaveRequest } from '@/lib/access/access-requests'
import { leaveCase } from '@/server/commands/leave-case'
import { handle } from '@/server/http/handle'

export const POST = handle(leaveRequest, (person, body, { caseId = '' }) => leaveCase(person, caseId, body))
