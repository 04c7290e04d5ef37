import { duplicateRequest } from '@/lib/wire/requests'
import { duplicateCase } from '@/server/commands/duplicate-case'
import { handle } from '@/server/http/handle'

export const POST = handle(
  duplicateRequest,
  (person, request, { caseId = '' }) => duplicateCase(person, caseId, request),
  { status: 201 },
)
