import { keptUntilRequest } from '@/lib/wire/requests'
import { keepUntil } from '@/server/commands/keep-until'
import { handle } from '@/server/http/handle'

export const POST = handle(keptUntilRequest, (person, request, { caseId = '' }) => keepUntil(person, caseId, request))
