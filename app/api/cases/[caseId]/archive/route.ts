import { archiveRequest } from '@/lib/wire/requests'
import { archiveCase } from '@/server/commands/archive-case'
import { handle } from '@/server/http/handle'

export const POST = handle(archiveRequest, (person, request, { caseId = '' }) => archiveCase(person, caseId, request))
