import {
  approveManyRequest,
  assignRequest,
  declineRequest,
  delegateRequest,
  editWordsRequest,
  removeWordsRequest,
  replyRequest,
  threadRequest,
  verdictRequest,
} from '@/lib/review/requests'
import { openWorkshopRequest, workshopRequest } from '@/lib/workshop/requests'
import type { Row } from './openapi-row'

/** What people say, decide and work through together. */
export const REVIEW_ROWS: readonly Row[] = [
  { method: 'get', path: '/api/cases/{caseId}/workshops', summary: 'The workshops of the case, the latest first' },
  {
    method: 'post',
    path: '/api/cases/{caseId}/workshops',
    summary: 'Open a workshop and lead it',
    body: openWorkshopRequest,
    status: 201,
  },
  { method: 'get', path: '/api/cases/{caseId}/workshops/{number}', summary: 'One workshop: agenda, notes, polls' },
  {
    method: 'post',
    path: '/api/cases/{caseId}/workshops/{number}/acts',
    summary: 'Do something in a workshop: join, plan, decide, ask, answer, close and the rest',
    body: workshopRequest,
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/workshops/{number}/minutes',
    summary: 'The minutes as a file',
    query: { format: 'pdf or docx' },
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/threads',
    summary: 'The threads that I may read, open ones first',
    query: { element: 'Only those on this element', proposal: 'Only those on this proposed version' },
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/threads',
    summary: 'Comment on an element, to everybody or to my side only',
    body: threadRequest,
    status: 201,
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/threads/{threadId}/replies',
    summary: 'Reply in a thread',
    body: replyRequest,
    status: 201,
  },
  { method: 'post', path: '/api/cases/{caseId}/threads/{threadId}/resolve', summary: 'Resolve a thread' },
  { method: 'post', path: '/api/cases/{caseId}/threads/{threadId}/reopen', summary: 'Reopen a resolved thread' },
  {
    method: 'post',
    path: '/api/cases/{caseId}/threads/{threadId}/edit',
    summary: 'Give my comment or reply other words; the earlier ones stay readable',
    body: editWordsRequest,
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/threads/{threadId}/remove',
    summary: 'Take my comment or reply back',
    body: removeWordsRequest,
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/threads/{threadId}/assign',
    summary: 'Give a thread to somebody to take care of',
    body: assignRequest,
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/threads/{threadId}/apply',
    summary: 'Put the suggested wording into the case',
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/threads/{threadId}/decline',
    summary: 'Decline the suggested wording, with a word why',
    body: declineRequest,
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/approvals',
    summary: 'Each claim: its digests, and where both sides stand on it',
    query: { claim: 'Only this claim' },
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/approvals',
    summary: 'Approve a claim as I saw it, object to it, or lift my objection',
    body: verdictRequest,
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/approvals/many',
    summary: 'Approve many claims as I saw them; those that cannot be approved are named',
    body: approveManyRequest,
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/approvals/changes',
    summary: 'What changed since a side approved a claim',
    query: { claim: 'The claim', side: 'mdm or hdo' },
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/delegations',
    summary: 'Who may approve for whom, those delegations included that are over',
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/delegations',
    summary: 'Let somebody of my side approve in my name for some days',
    body: delegateRequest,
    status: 201,
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/delegations/{delegationId}/end',
    summary: 'End a delegation before its last day',
  },
]
