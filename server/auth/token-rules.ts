import type { TokenScope } from '@/lib/access/token-scope'

/** Which scope an operation asks of a token; `never`: a person has to be there. */
export type TokenRule = TokenScope | 'never'

const CASE = '/api/cases/{caseId}'

/**
 * [TOK3] What a token may do, operation by operation. What is not listed is refused, so a new operation is closed to
 * tokens until it is decided here; a test wants that decided. Signing, approving, proposing, administering, workshops,
 * accounts, and what a person has read or shown to others, are never done by a program.
 */
export const TOKEN_RULES: Readonly<Record<string, TokenRule>> = {
  'GET /api/me': 'read',
  'GET /api/inbox': 'read',
  'GET /api/standing': 'read',
  'GET /api/patterns': 'read',
  'POST /api/patterns': 'write',
  'GET /api/patterns/{patternId}/versions': 'read',
  'GET /api/agreements/calendar.ics': 'read',
  'GET /api/me/mail': 'never',
  'POST /api/me/mail': 'never',
  'GET /api/me/tokens': 'never',
  'POST /api/me/tokens': 'never',
  'DELETE /api/me/tokens/{tokenId}': 'never',
  'GET /api/account': 'never',
  'POST /api/account/sessions/end': 'never',
  'POST /api/account/password': 'never',
  'POST /api/account/code-app': 'never',
  'POST /api/account/code-app/confirm': 'never',
  'POST /api/account/code-app/remove': 'never',
  'POST /api/account/keys': 'never',
  'POST /api/account/keys/options': 'never',
  'POST /api/account/keys/remove': 'never',
  'POST /api/account/backup-codes': 'never',
  'GET /api/organisation': 'never',
  'POST /api/organisation/people': 'never',
  'GET /api/organisation/people/{personId}': 'never',
  'POST /api/organisation/invitations': 'never',
  'POST /api/organisation/invitations/{invitation}/revoke': 'never',
  'POST /api/invitations/accept': 'never',
  [`GET ${CASE}/invitations`]: 'never',
  [`POST ${CASE}/invitations`]: 'never',
  [`POST ${CASE}/invitations/{invitation}/revoke`]: 'never',
  [`POST ${CASE}/leave`]: 'never',
  [`GET ${CASE}/baseline-links`]: 'read',
  [`POST ${CASE}/baseline-links`]: 'never',
  [`POST ${CASE}/baseline-links/{link}/revoke`]: 'never',
  'GET /api/organisation/second-factor': 'never',
  'POST /api/organisation/second-factor': 'never',
  'POST /api/organisation/people/{personId}/reset-factors': 'never',
  'GET /api/passkeys': 'never',
  'POST /api/passkeys': 'never',
  'POST /api/passkeys/options': 'never',
  'POST /api/passkeys/{credential}/revoke': 'never',

  'GET /api/cases': 'read',
  'POST /api/cases': 'write',
  'POST /api/cases/from-file': 'write',
  [`GET ${CASE}`]: 'read',
  [`GET ${CASE}/graph`]: 'read',
  [`POST ${CASE}/commands`]: 'write',
  [`GET ${CASE}/findings`]: 'read',
  [`GET ${CASE}/register`]: 'read',
  [`GET ${CASE}/matrix`]: 'read',
  [`GET ${CASE}/responsibilities`]: 'read',
  [`GET ${CASE}/documents`]: 'read',
  [`GET ${CASE}/export`]: 'read',
  [`GET ${CASE}/controls`]: 'read',
  [`POST ${CASE}/import`]: 'write',
  [`GET ${CASE}/files`]: 'read',
  [`POST ${CASE}/files`]: 'write',
  [`GET ${CASE}/files/{sha256}`]: 'read',
  [`POST ${CASE}/files/{sha256}`]: 'never',
  [`GET ${CASE}/activity`]: 'read',
  [`POST ${CASE}/seen`]: 'never',
  [`POST ${CASE}/archive`]: 'never',
  [`POST ${CASE}/kept-until`]: 'never',
  [`POST ${CASE}/duplicate`]: 'never',
  [`GET ${CASE}/origin`]: 'read',
  [`POST ${CASE}/origin/take`]: 'write',
  [`GET ${CASE}/participants`]: 'read',
  [`POST ${CASE}/participants`]: 'never',
  [`GET ${CASE}/history`]: 'read',
  [`GET ${CASE}/history/sessions`]: 'read',
  [`GET ${CASE}/history/authors`]: 'read',
  [`GET ${CASE}/history/elements/{elementId}`]: 'read',
  [`GET ${CASE}/history/{seq}`]: 'read',
  [`POST ${CASE}/history/{seq}/restore`]: 'write',
  [`GET ${CASE}/compare`]: 'read',

  [`GET ${CASE}/watch`]: 'read',
  [`POST ${CASE}/watch`]: 'write',
  [`POST ${CASE}/watch/file`]: 'write',
  [`POST ${CASE}/check`]: 'write',
  [`POST ${CASE}/alerts/{alertId}/withdraw`]: 'never',
  'POST /api/check': 'read',
  'GET /api/library': 'read',
  [`POST ${CASE}/library`]: 'write',

  [`GET ${CASE}/threads`]: 'read',
  [`POST ${CASE}/threads`]: 'write',
  [`POST ${CASE}/threads/{threadId}/replies`]: 'write',
  [`POST ${CASE}/threads/{threadId}/resolve`]: 'write',
  [`POST ${CASE}/threads/{threadId}/reopen`]: 'write',
  [`POST ${CASE}/threads/{threadId}/edit`]: 'write',
  [`POST ${CASE}/threads/{threadId}/remove`]: 'write',
  [`POST ${CASE}/threads/{threadId}/assign`]: 'write',
  [`POST ${CASE}/threads/{threadId}/apply`]: 'write',
  [`POST ${CASE}/threads/{threadId}/decline`]: 'write',
  [`GET ${CASE}/approvals`]: 'read',
  [`GET ${CASE}/approvals/changes`]: 'read',
  [`POST ${CASE}/approvals`]: 'never',
  [`POST ${CASE}/approvals/many`]: 'never',
  [`GET ${CASE}/delegations`]: 'read',
  [`POST ${CASE}/delegations`]: 'never',
  [`POST ${CASE}/delegations/{delegationId}/end`]: 'never',
  [`GET ${CASE}/workshops`]: 'read',
  [`GET ${CASE}/workshops/{number}`]: 'read',
  [`GET ${CASE}/workshops/{number}/minutes`]: 'read',
  [`POST ${CASE}/workshops`]: 'never',
  [`POST ${CASE}/workshops/{number}/acts`]: 'never',

  [`GET ${CASE}/ledger`]: 'read',
  [`GET ${CASE}/ledger/export`]: 'read',
  [`POST ${CASE}/ledger/erase`]: 'never',
  [`GET ${CASE}/charter`]: 'read',
  [`POST ${CASE}/charter`]: 'never',
  [`POST ${CASE}/charter/statement`]: 'never',
  [`POST ${CASE}/charter/{number}/adopt`]: 'never',
  [`POST ${CASE}/charter/{number}/decline`]: 'never',
  [`GET ${CASE}/passkeys`]: 'read',
  [`POST ${CASE}/passkeys/{credential}/check`]: 'never',
  [`POST ${CASE}/passkeys/{credential}/revoke`]: 'never',
  [`GET ${CASE}/signing-delegations`]: 'read',
  [`POST ${CASE}/signing-delegations`]: 'never',
  [`POST ${CASE}/signing-delegations/{delegation}/end`]: 'never',
  [`GET ${CASE}/proposals`]: 'read',
  [`GET ${CASE}/proposals/preflight`]: 'read',
  [`GET ${CASE}/proposals/{number}`]: 'read',
  [`GET ${CASE}/proposals/{number}/files/{path}`]: 'read',
  [`POST ${CASE}/proposals`]: 'never',
  [`POST ${CASE}/proposals/{number}/statement`]: 'never',
  [`POST ${CASE}/proposals/{number}/signatures`]: 'never',
  [`POST ${CASE}/proposals/{number}/unsign`]: 'never',
  [`POST ${CASE}/proposals/{number}/refuse`]: 'never',
  [`POST ${CASE}/proposals/{number}/counter`]: 'never',
  [`POST ${CASE}/proposals/{number}/withdraw`]: 'never',
  [`POST ${CASE}/proposals/{number}/confirm`]: 'never',
  [`POST ${CASE}/proposals/{number}/terminate`]: 'never',
  [`GET ${CASE}/baselines`]: 'read',
  [`GET ${CASE}/baselines/{number}`]: 'read',
  [`GET ${CASE}/baselines/{number}/agreement.pdf`]: 'read',
  [`GET ${CASE}/baselines/{number}/redline.docx`]: 'read',
}

/** [TOK4] Operations about no single case that a token for some cases may ask: they leave the others out. */
const NARROWED: readonly string[] = ['GET /api/me', 'GET /api/cases']

/**
 * Which operation of the table this is. The address has to be the operation's own with its parameters filled in, so what
 * is spelled otherwise than in the description is none.
 * @param params  what the address's parameters are, by name
 */
export function operationOf(
  method: string,
  pathname: string,
  params: Readonly<Record<string, string>>,
): string | undefined {
  const names = Object.keys(params).sort().join()
  return OPERATIONS.find(
    (each) => each.method === method && each.names === names && fillIn(each.path, params) === plain(pathname),
  )?.name
}

/** @returns whether a token of this scope may ask for the operation; `caseless` when it is for some cases only */
export function mayAsk(operation: string | undefined, scope: TokenScope, ofSomeCases: boolean): boolean {
  const rule = operation === undefined ? 'never' : (TOKEN_RULES[operation] ?? 'never')
  if (rule === 'never' || (rule === 'write' && scope !== 'write')) return false
  return !ofSomeCases || operation?.includes('{caseId}') === true || NARROWED.includes(operation ?? '')
}

const OPERATIONS = Object.keys(TOKEN_RULES).map((name) => {
  const [method = '', path = ''] = name.split(' ')
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, each]) => each).sort()
  return { name, method, path, names: names.join() }
})

function fillIn(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => plain(params[name] ?? ''))
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
