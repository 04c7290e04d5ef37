import { bringRequest } from '@/lib/library/requests'
import { watchRequest, withdrawAlertRequest } from '@/lib/monitor/requests'
import type { Row } from './openapi-row'

/** What cases watch, and what advisories mean to them. */
export const MONITOR_ROWS: readonly Row[] = [
  { method: 'get', path: '/api/cases/{caseId}/watch', summary: 'The products and components that the case watches' },
  { method: 'post', path: '/api/cases/{caseId}/watch', summary: 'Change what the case watches', body: watchRequest },
  {
    method: 'post',
    path: '/api/cases/{caseId}/watch/file',
    summary: 'Watch every product of a CycloneDX document or a CSAF advisory',
    file: true,
    query: { 'dry-run': 'true: only say how many are new', name: 'The name of the file' },
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/check',
    summary: 'What an advisory, VEX or SBOM touches in the case, and accept it',
    file: true,
    query: {
      accept: 'true: open threads on what is new and challenge the approvals that stand there',
      claim: 'Accepting, as often as wanted: only these claims',
      replies: 'true: answer open threads with what the file calls fixed or not affected',
    },
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/alerts/{alertId}/withdraw',
    summary: 'Take back an advisory that was held against claims',
    body: withdrawAlertRequest,
  },
  {
    method: 'get',
    path: '/api/library',
    summary: 'Vulnerabilities, capabilities and controls seen in all cases that I may read',
    query: {
      q: 'Words to look for',
      capability: 'The code of a capability',
      for: 'The case that one works in: what may be used there is marked',
      after: 'Leave out so many entries',
    },
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/library',
    summary: 'Use in the case what was seen in another: a risk with its controls, or controls at a risk',
    body: bringRequest,
  },
  { method: 'post', path: '/api/check', summary: 'Which of my cases an advisory, VEX or SBOM touches', file: true },
]
