import { bringRequest } from '@/lib/library/requests'
import { bringHere } from '@/server/commands/library'
import { handle } from '@/server/http/handle'

export const POST = handle(bringRequest, (person, request, { caseId = '' }) => bringHere(person, caseId, request))
