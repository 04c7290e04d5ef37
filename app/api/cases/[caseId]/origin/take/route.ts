import { takeOverRequest } from '@/lib/wire/requests'
import { takeOver } from '@/server/commands/read-origin'
import { handle } from '@/server/http/handle'

export const POST = handle(takeOverRequest, (person, request, { caseId = '' }) => takeOver(person, caseId, request))
