import { readLedger } from '@/server/commands/read-ledger'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }, request) =>
  readLedger(person, caseId, new URL(request.url).searchParams.get('after')),
)
