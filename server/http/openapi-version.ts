import { prepareRequest, proposeRequest, takeRequest } from '@/lib/agreement/requests'
import type { Row } from './openapi-row'

/** Versions that both sides sign, and the history that proves it. */
export const VERSION_ROWS: readonly Row[] = [
  {
    method: 'get',
    path: '/api/cases/{caseId}/ledger',
    summary: 'The facts of the case that I may see',
    query: { after: 'Only entries after this one: a number, or chain:number pairs such as shared:4,mdm:2' },
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/proposals',
    summary: 'Every version that was proposed, and every baseline',
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/proposals',
    summary: 'Freeze the case as I saw it and propose it to both sides',
    body: proposeRequest,
    status: 201,
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/proposals/preflight',
    summary: 'What a proposal made now would meet, and the digests it has to name',
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/proposals/{number}',
    summary: 'One version: how it stands, what it holds',
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/proposals/{number}/files/{path}',
    summary: 'One file of a version, byte for byte, such as manifest.json',
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/proposals/{number}/statement',
    summary: 'Prepare the statement that I am about to sign',
    body: prepareRequest,
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/proposals/{number}/signatures',
    summary: 'Sign the prepared statement for my side',
    body: takeRequest,
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/proposals/{number}/refuse',
    summary: 'Refuse the version for my side',
    body: takeRequest,
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/proposals/{number}/withdraw',
    summary: 'Take the version back for the side that proposed it',
    body: takeRequest,
  },
  { method: 'get', path: '/api/cases/{caseId}/baselines', summary: 'Every version that came into force' },
  {
    method: 'get',
    path: '/api/cases/{caseId}/baselines/{number}',
    summary: 'One baseline and where the live case differs; with .rab behind the number, its file',
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/baselines/{number}/agreement.pdf',
    summary: 'The baseline on paper, with its file attached',
    query: { first: 'mdm or hdo: whose duties come first' },
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/baselines/{number}/redline.docx',
    summary: 'What the baseline changes, as tracked changes',
    query: { against: 'the number of the other baseline; the one before it when absent' },
  },
  {
    method: 'get',
    path: '/api/agreements/calendar.ics',
    summary: 'The dates ahead of my agreements as a calendar file',
    query: { case: 'of this case alone' },
  },
  { method: 'get', path: '/verify', summary: 'The page that checks a bundle, in the browser alone', open: true },
]
