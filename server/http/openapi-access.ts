import {
  acceptRequest,
  baselineLinkRequest,
  colleagueRequest,
  inviteColleagueRequest,
  inviteRequest,
  joinRequest,
  leaveRequest,
} from '@/lib/access/access-requests'
import type { Row } from './openapi-row'

const CASE = '/api/cases/{caseId}'

/** Who comes in, who leaves, and who looks at one baseline from outside. */
export const ACCESS_ROWS: readonly Row[] = [
  { method: 'get', path: `${CASE}/invitations`, summary: 'The invitations of my side, and how each stands' },
  {
    method: 'post',
    path: `${CASE}/invitations`,
    summary: 'Invite one person by link or mail; the link stands in this answer and nowhere else',
    body: inviteRequest,
    status: 201,
  },
  { method: 'post', path: `${CASE}/invitations/{invitation}/revoke`, summary: 'Take an invitation back' },
  { method: 'post', path: `${CASE}/leave`, summary: 'Leave the case', body: leaveRequest },
  {
    method: 'get',
    path: `${CASE}/baseline-links`,
    summary: 'The links to baselines of both sides, and how often each was opened',
  },
  {
    method: 'post',
    path: `${CASE}/baseline-links`,
    summary: 'Make a link to one baseline for somebody without an account; it stands in this answer and nowhere else',
    body: baselineLinkRequest,
    status: 201,
  },
  { method: 'post', path: `${CASE}/baseline-links/{link}/revoke`, summary: 'Take a link to a baseline back' },
  {
    method: 'post',
    path: '/api/invitations/accept',
    summary: 'Come in by an invitation with the account that is signed in',
    body: acceptRequest,
  },
  {
    method: 'post',
    path: '/api/invitations/join',
    summary: 'Make an account by an invitation and come in with it',
    body: joinRequest,
    status: 201,
    open: true,
  },
  {
    method: 'get',
    path: '/api/organisation',
    summary: 'My organisation: its people, and for its administrators its invitations',
  },
  {
    method: 'post',
    path: '/api/organisation/people',
    summary: 'Name or dismiss an administrator, close the account of somebody who leaves, or open it again',
    body: colleagueRequest,
  },
  { method: 'get', path: '/api/organisation/people/{personId}', summary: 'What a person leaves open, case by case' },
  {
    method: 'post',
    path: '/api/organisation/invitations',
    summary: 'Invite one person into the organisation',
    body: inviteColleagueRequest,
    status: 201,
  },
  {
    method: 'post',
    path: '/api/organisation/invitations/{invitation}/revoke',
    summary: 'Take an invitation into the organisation back',
  },
  { method: 'get', path: '/assess/{token}', summary: 'The page that a link to a baseline opens', open: true },
  { method: 'get', path: '/assess/{token}/view', summary: 'The frozen version that the page shows', open: true },
  { method: 'get', path: '/assess/{token}/baseline.rab', summary: 'The signed file, by a link', open: true },
]
