import { exportLedger } from '@/server/commands/export-ledger'
import { handle } from '@/server/http/handle'

export const GET = handle(undefined, (person, _body, { caseId = '' }) => exportLedger(person, caseId))
