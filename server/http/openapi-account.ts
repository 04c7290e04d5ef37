import {
  againRequest,
  askResetRequest,
  changePasswordRequest,
  confirmAppRequest,
  endSessionsRequest,
  enrolSignInKeyRequest,
  finishResetRequest,
  readStepRequest,
  removeSignInKeyRequest,
  requireFactorRequest,
  resetFactorsRequest,
} from '@/lib/access/account-requests'
import type { Row } from './openapi-row'

/** Signing in, and one's own account. */
export const ACCOUNT_ROWS: readonly Row[] = [
  { method: 'get', path: '/api/account', summary: 'My account: sessions, second factors, what happened to it' },
  {
    method: 'post',
    path: '/api/account/sessions/end',
    summary: 'End one of my sessions, or all but this one',
    body: endSessionsRequest,
  },
  {
    method: 'post',
    path: '/api/account/password',
    summary: 'Change my password; every other session ends',
    body: changePasswordRequest,
  },
  { method: 'post', path: '/api/account/code-app', summary: 'Begin to enrol an app for codes', body: againRequest },
  {
    method: 'post',
    path: '/api/account/code-app/confirm',
    summary: 'Confirm the app by a code; backup codes come with the first factor',
    body: confirmAppRequest,
  },
  { method: 'post', path: '/api/account/code-app/remove', summary: 'Remove the app for codes', body: againRequest },
  {
    method: 'post',
    path: '/api/account/keys/options',
    summary: 'What the browser asks a new key for signing in for',
    body: againRequest,
  },
  { method: 'post', path: '/api/account/keys', summary: 'Enrol a key for signing in', body: enrolSignInKeyRequest },
  {
    method: 'post',
    path: '/api/account/keys/remove',
    summary: 'Remove a key for signing in',
    body: removeSignInKeyRequest,
  },
  {
    method: 'post',
    path: '/api/account/backup-codes',
    summary: 'New backup codes in the place of the earlier ones',
    body: againRequest,
  },
  {
    method: 'get',
    path: '/api/organisation/second-factor',
    summary: 'Who of my organisation has a second factor; for its administrators',
  },
  {
    method: 'post',
    path: '/api/organisation/second-factor',
    summary: 'Want a second factor of everybody in my organisation, or no longer',
    body: requireFactorRequest,
  },
  {
    method: 'post',
    path: '/api/organisation/people/{personId}/reset-factors',
    summary: 'Take the second factors off a colleague who has lost them',
    body: resetFactorsRequest,
  },
  {
    method: 'post',
    path: '/api/password-reset',
    summary: 'Ask for a link to a new password by mail; the same answer for every address',
    body: askResetRequest,
    open: true,
  },
  {
    method: 'post',
    path: '/api/password-reset/finish',
    summary: 'Choose a new password by the link',
    body: finishResetRequest,
    open: true,
  },
  {
    method: 'post',
    path: '/api/sign-in/step',
    summary: 'What the second step of a sign-in that waits in this browser can be',
    body: readStepRequest,
    open: true,
  },
]
