import { createTokenRequest } from '@/lib/access/token-requests'
import { mailWishesRequest } from '@/lib/mail/requests'
import { keepPatternRequest } from '@/lib/wire/pattern-requests'
import type { Row } from './openapi-row'

/** Who am I, what waits for me, and what concerns no single case. */
export const PEOPLE_ROWS: readonly Row[] = [
  { method: 'get', path: '/api/me', summary: 'Who am I, and my cases' },
  { method: 'get', path: '/api/me/tokens', summary: 'My tokens and what was done with them, never a token itself' },
  {
    method: 'post',
    path: '/api/me/tokens',
    summary: 'Make a token for a program; it stands in this answer and nowhere else',
    body: createTokenRequest,
    status: 201,
  },
  { method: 'delete', path: '/api/me/tokens/{tokenId}', summary: 'Revoke one of my tokens at once' },
  { method: 'get', path: '/api/inbox', summary: 'What waits for me, case by case' },
  { method: 'get', path: '/api/me/mail', summary: 'What I am written about by mail' },
  { method: 'post', path: '/api/me/mail', summary: 'Change what I am written about', body: mailWishesRequest },
  {
    method: 'get',
    path: '/api/mail/unsubscribe',
    summary: 'Leads to the page that asks before a kind of mail ends; changes nothing',
    query: { token: 'From the mail' },
    status: 303,
    open: true,
  },
  {
    method: 'post',
    path: '/api/mail/unsubscribe',
    summary: 'Ends the kind of mail that the link is about (RFC 8058), without signing in',
    query: { token: 'From the mail' },
    open: true,
  },
  {
    method: 'get',
    path: '/api/standing',
    summary: 'Where each of my cases stands: agreement, what waits, what is new',
  },
  { method: 'get', path: '/api/patterns', summary: 'The patterns that my organisation keeps' },
  {
    method: 'post',
    path: '/api/patterns',
    summary: 'Keep a pattern for my organisation, as a version of its own',
    body: keepPatternRequest,
    status: 201,
  },
  {
    method: 'get',
    path: '/api/patterns/{patternId}/versions',
    everywhere: true,
    summary: 'Every version of a pattern that my organisation keeps, the newest first',
  },
  { method: 'get', path: '/api/openapi.json', summary: 'This description', open: true },
  { method: 'get', path: '/healthz', summary: 'The process is alive', open: true },
  { method: 'get', path: '/readyz', summary: 'The store answers and is migrated', open: true },
]
