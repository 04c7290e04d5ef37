import { eraseRequest } from '@/lib/agreement/requests'
import { eraseEntry } from '@/server/commands/erase-entry'
import { handle } from '@/server/http/handle'

export const POST = handle(eraseRequest, (person, request, { caseId = '' }) => eraseEntry(person, caseId, request))
