import { openWorkshopRequest } from '@/lib/workshop/requests'
import { openWorkshop } from '@/server/commands/open-workshop'
import { readWorkshops } from '@/server/commands/read-workshops'
import { handle } from '@/server/http/handle'

export const POST = handle(
  openWorkshopRequest,
  (person, request, { caseId = '' }) => openWorkshop(person, caseId, request),
  { status: 201 },
)

export const GET = handle(undefined, (person, _body, { caseId = '' }) => readWorkshops(person, caseId))
