import { workshopRequest } from '@/lib/workshop/requests'
import { actInWorkshop } from '@/server/commands/act-in-workshop'
import { handle } from '@/server/http/handle'

export const POST = handle(workshopRequest, (person, request, { caseId = '', number = '' }) =>
  actInWorkshop(person, caseId, number, request),
)
