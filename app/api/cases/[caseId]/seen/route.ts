import { seenRequest } from '@/lib/wire/requests'
import { noteSeen } from '@/server/commands/note-seen'
import { handle } from '@/server/http/handle'

export const POST = handle(seenRequest, (person, request, { caseId = '' }) => noteSeen(person, caseId, request))
