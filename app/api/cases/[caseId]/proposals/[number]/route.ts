import { readProposal } from '@/server/commands/read-proposal'
import { handle } from '@/server/http/handle'
import { numberIn } from '@/server/http/number'

export const GET = handle(undefined, (person, _body, { caseId = '', number }) =>
  readProposal(person, caseId, numberIn(number)),
)
