import { withdrawAlertRequest } from '@/lib/monitor/requests'
import { withdrawAlert } from '@/server/commands/check-notice'
import { handle } from '@/server/http/handle'

export const POST = handle(withdrawAlertRequest, (person, { note }, { caseId = '', alertId = '' }) =>
  withdrawAlert(person, caseId, alertId, note),
)
