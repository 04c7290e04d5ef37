import type { Right } from '@/lib/access/policy'

/**
 * [ACC10] Who may ask what: one row for every route, page, command, message of the socket and kind of ledger entry. The lists
 * of what there is come from the code (tests/server/access/matrix.test.ts, tests/e2e/access.spec.ts); one without a row
 * fails there, and every row is tried with every kind of person.
 */

/**
 * `anybody`: without an account. `people`: whoever is signed in. `member`, `administers-home`: of an organisation.
 * A right: participants of the case with it; several: with one of them.
 */
export type Who = 'anybody' | 'people' | 'member' | 'administers-home' | Right | readonly Right[]

export interface Rule {
  readonly who: Who
  /** Done in the name of a side: people without one may not, whatever their rights. */
  readonly side?: true
  /** Where the smallest body that its schema takes says too little; `offered` is the charter that the case offers. */
  readonly body?: (given: { readonly offered: unknown; readonly caseId: string }) => unknown
  /** Who exactly is decided about the thing itself, once it is found; the test that tries that. */
  readonly further?: string
}

const DIGEST = 'a'.repeat(64)
const PROOF = { nonce: 'a'.repeat(32), password: 'wrong' }
const roles = 'tests/server/agreement/roles.test.ts'
const keys = 'tests/server/agreement/passkeys.test.ts'
const CASE = '/api/cases/[caseId]'

const ofACase: Readonly<Record<string, Who | Rule>> = {
  'GET ': 'read',
  'GET /activity': 'read',
  'POST /alerts/[alertId]/withdraw': 'comment',
  'GET /approvals': 'read',
  'POST /approvals': { who: 'approve', side: true },
  'GET /approvals/changes': 'read',
  'POST /approvals/many': { who: 'approve', side: true },
  'POST /archive': { who: 'administer', body: () => ({ archived: false }) },
  'POST /kept-until': { who: 'administer', side: true, body: () => ({ until: null }) },
  'GET /baseline-links': 'read',
  'POST /baseline-links': { who: 'administer', side: true },
  'POST /baseline-links/[link]/revoke': { who: 'administer', further: 'tests/server/access/baseline-links.test.ts' },
  'GET /baselines': 'read',
  'GET /baselines/[number]': 'read',
  'GET /baselines/[number]/agreement.pdf': 'read',
  'GET /baselines/[number]/redline.docx': 'read',
  'GET /charter': 'read',
  'POST /charter': {
    who: 'administer',
    side: true,
    body: ({ offered }) => ({ terms: offered, password: 'wrong' }),
  },
  'POST /charter/statement': { who: 'administer', side: true, body: ({ offered }) => ({ terms: offered }) },
  'POST /charter/[number]/adopt': {
    who: 'administer',
    side: true,
    body: () => ({ digest: DIGEST, password: 'wrong' }),
  },
  'POST /charter/[number]/decline': { who: 'administer', side: true },
  'POST /check': 'read',
  'POST /commands': 'edit',
  'GET /compare': 'read',
  'GET /controls': 'read',
  'GET /delegations': 'read',
  'POST /delegations': { who: 'approve', side: true },
  'POST /delegations/[delegationId]/end': { who: 'read', further: 'tests/server/review/board-api.test.ts' },
  'GET /documents': 'read',
  'POST /duplicate': { who: 'read', side: true },
  'GET /export': 'read',
  'GET /files': 'read',
  'POST /files': 'edit',
  'GET /files/[sha256]': { who: 'read', further: 'tests/server/files/access.test.ts' },
  'POST /files/[sha256]': { who: 'edit', further: 'tests/server/files/access.test.ts' },
  'GET /findings': 'read',
  'GET /graph': 'read',
  'GET /history': 'read',
  'GET /history/authors': 'read',
  'GET /history/elements/[elementId]': 'read',
  'GET /history/sessions': 'read',
  'GET /history/[seq]': 'read',
  'POST /history/[seq]/restore': 'edit',
  'POST /import': 'edit',
  'GET /invitations': 'administer',
  'POST /invitations': { who: 'administer', further: 'tests/server/access/invitations.test.ts' },
  'POST /invitations/[invitation]/revoke': { who: 'administer', further: 'tests/server/access/invitations.test.ts' },
  'POST /leave': 'read',
  'GET /ledger': 'read',
  'POST /ledger/erase': 'administer',
  'GET /ledger/export': 'read',
  'POST /library': { who: 'edit', body: ({ caseId }) => ({ from: caseId, risk: 'none', capability: 'ALOF' }) },
  'GET /matrix': 'read',
  'GET /origin': 'read',
  'POST /origin/take': 'edit',
  'GET /participants': 'read',
  'POST /participants': { who: 'administer', further: 'tests/server/http/access.test.ts' },
  'GET /passkeys': 'read',
  'POST /passkeys/[credential]/check': { who: 'read', further: keys },
  'POST /passkeys/[credential]/revoke': { who: 'read', further: keys },
  'GET /proposals': 'read',
  'POST /proposals': { who: ['propose', 'sign'], side: true },
  'GET /proposals/preflight': 'read',
  'GET /proposals/[number]': 'read',
  'POST /proposals/[number]/confirm': { who: 'read', body: () => PROOF, further: roles },
  'POST /proposals/[number]/counter': {
    who: 'read',
    body: () => ({ ...PROOF, propose: { digest: DIGEST, warnings: DIGEST } }),
    further: roles,
  },
  'GET /proposals/[number]/files/[...path]': 'read',
  'POST /proposals/[number]/refuse': { who: 'read', body: () => PROOF, further: roles },
  'POST /proposals/[number]/signatures': { who: 'read', body: () => PROOF, further: roles },
  'POST /proposals/[number]/statement': { who: 'read', further: roles },
  'POST /proposals/[number]/terminate': { who: 'read', body: () => PROOF, further: roles },
  'POST /proposals/[number]/unsign': { who: 'read', body: () => PROOF, further: roles },
  'POST /proposals/[number]/withdraw': { who: 'read', body: () => PROOF, further: roles },
  'GET /register': 'read',
  'GET /responsibilities': 'read',
  'POST /seen': 'read',
  'GET /signing-delegations': 'read',
  'POST /signing-delegations': { who: 'sign', side: true },
  'POST /signing-delegations/[delegation]/end': { who: 'read', further: keys },
  'GET /threads': 'read',
  'POST /threads': {
    who: 'comment',
    body: () => ({ element: 'none', audience: 'all', text: 'Hello' }),
    further: 'tests/server/review/review-api.test.ts',
  },
  'POST /threads/[threadId]/apply': 'edit',
  'POST /threads/[threadId]/assign': 'comment',
  'POST /threads/[threadId]/decline': 'comment',
  'POST /threads/[threadId]/edit': 'comment',
  'POST /threads/[threadId]/remove': 'comment',
  'POST /threads/[threadId]/reopen': 'comment',
  'POST /threads/[threadId]/replies': 'comment',
  'POST /threads/[threadId]/resolve': 'comment',
  'GET /watch': 'read',
  'POST /watch': { who: 'edit', body: () => ({ remove: ['none'] }) },
  'POST /watch/file': 'edit',
  'GET /workshops': 'read',
  'POST /workshops': { who: ['edit', 'administer'], further: 'tests/server/workshop/workshop-api.test.ts' },
  'GET /workshops/[number]': 'read',
  'POST /workshops/[number]/acts': { who: 'read', further: 'tests/server/workshop/workshop-api.test.ts' },
  'GET /workshops/[number]/minutes': 'read',
}

const ofNoCase: Readonly<Record<string, Who>> = {
  'GET /api/account': 'people',
  'POST /api/account/backup-codes': 'people',
  'POST /api/account/code-app': 'people',
  'POST /api/account/code-app/confirm': 'people',
  'POST /api/account/code-app/remove': 'people',
  'POST /api/account/keys': 'people',
  'POST /api/account/keys/options': 'people',
  'POST /api/account/keys/remove': 'people',
  'POST /api/account/password': 'people',
  'POST /api/account/sessions/end': 'people',
  'GET /api/agreements/calendar.ics': 'people',
  'GET /api/auth/[...nextauth]': 'anybody',
  'POST /api/auth/[...nextauth]': 'anybody',
  'GET /api/cases': 'people',
  'POST /api/cases': 'people',
  'POST /api/cases/from-file': 'people',
  'POST /api/check': 'people',
  'GET /api/inbox': 'people',
  'POST /api/invitations/accept': 'people',
  'POST /api/invitations/join': 'anybody',
  'GET /api/library': 'people',
  'GET /api/mail/unsubscribe': 'anybody',
  'POST /api/mail/unsubscribe': 'anybody',
  'GET /api/me': 'people',
  'GET /api/me/mail': 'people',
  'POST /api/me/mail': 'people',
  'GET /api/me/tokens': 'people',
  'POST /api/me/tokens': 'people',
  'DELETE /api/me/tokens/[tokenId]': 'people',
  'GET /api/openapi.json': 'anybody',
  'GET /api/organisation': 'member',
  'POST /api/organisation/invitations': 'administers-home',
  'POST /api/organisation/invitations/[invitation]/revoke': 'administers-home',
  'POST /api/organisation/people': 'administers-home',
  'GET /api/organisation/people/[personId]': 'administers-home',
  'POST /api/organisation/people/[personId]/reset-factors': 'administers-home',
  'GET /api/organisation/second-factor': 'administers-home',
  'POST /api/organisation/second-factor': 'administers-home',
  'GET /api/passkeys': 'people',
  'POST /api/passkeys': 'people',
  'POST /api/passkeys/options': 'people',
  'POST /api/passkeys/[credential]/revoke': 'people',
  'POST /api/password-reset': 'anybody',
  'POST /api/password-reset/finish': 'anybody',
  'GET /api/patterns': 'people',
  'POST /api/patterns': 'people',
  'GET /api/patterns/[patternId]/versions': 'people',
  'POST /api/sign-in/step': 'anybody',
  'GET /api/standing': 'people',
  // By a link with a secret of its own (tests/server/access/baseline-links.test.ts).
  'GET /assess/[token]': 'anybody',
  'GET /assess/[token]/baseline.rab': 'anybody',
  'GET /assess/[token]/view': 'anybody',
  'GET /healthz': 'anybody',
  'GET /readyz': 'anybody',
  'GET /verify': 'anybody',
  ...Object.fromEntries(
    ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => [`${method} /api/[...unknown]`, 'anybody' as const]),
  ),
}

/** By method and address, such as `GET /api/cases/[caseId]/graph`. */
export const ROUTE_RULES: Readonly<Record<string, Rule>> = Object.fromEntries([
  ...Object.entries(ofNoCase).map(([key, who]) => [key, { who }] as const),
  ...Object.entries(ofACase).map(([key, rule]) => {
    const [method = '', rest = ''] = key.split(' ')
    return [`${method} ${CASE}${rest}`, typeof rule === 'string' || Array.isArray(rule) ? { who: rule } : rule] as const
  }),
]) as Readonly<Record<string, Rule>>

/** By address. `strangers`: shown to everybody, also without a session. */
export const PAGE_RULES: Readonly<Record<string, 'strangers' | 'people' | Right | 'signed'>> = {
  '/': 'people',
  '/account': 'people',
  '/account/passkeys': 'people',
  '/account/tokens': 'people',
  '/advisories': 'people',
  '/agreements': 'people',
  '/cases/[caseId]': 'read',
  '/cases/[caseId]/activity': 'read',
  '/cases/[caseId]/agreement': 'read',
  '/cases/[caseId]/agreement/[number]': 'read',
  '/cases/[caseId]/agreement/[number]/answer/[what]': 'read',
  // There is one only for who has signed.
  '/cases/[caseId]/agreement/[number]/receipt': 'signed',
  '/cases/[caseId]/agreement/[number]/sign': 'read',
  '/cases/[caseId]/agreement/audit': 'read',
  '/cases/[caseId]/agreement/baselines/[number]': 'signed',
  '/cases/[caseId]/agreement/charter': 'read',
  '/cases/[caseId]/agreement/propose': 'read',
  '/cases/[caseId]/agreement/signatories': 'read',
  '/cases/[caseId]/agreement/since': 'read',
  '/cases/[caseId]/export': 'read',
  '/cases/[caseId]/history/[seq]': 'read',
  '/cases/[caseId]/import': 'read',
  '/cases/[caseId]/origin': 'read',
  '/cases/[caseId]/watch': 'read',
  '/cases/[caseId]/workshops/[number]': 'read',
  '/cases/new': 'people',
  '/check': 'people',
  '/inbox': 'people',
  '/invite/[token]': 'strangers',
  '/library': 'people',
  '/mail/unsubscribe': 'strangers',
  '/organisation': 'people',
  '/settings/mail': 'people',
  '/sign-in': 'strangers',
  '/sign-in/enrol': 'strangers',
  '/sign-in/forgot': 'strangers',
  '/sign-in/new-password': 'strangers',
  '/sign-in/second-step': 'strangers',
}

/** What a client may send over the socket of a case, by what it does to the case. */
export const MESSAGE_RULES: Readonly<Record<string, Right>> = {
  // Asking for the state; an update inside takes the right to edit.
  sync: 'read',
  'sync update': 'edit',
  awareness: 'read',
  queryAwareness: 'read',
  barrier: 'read',
}

/** Commands, by the right they take. `side`: about what only one side writes (tests/server/sync/only-side.test.ts). */
export const COMMAND_RULES: Readonly<Record<string, { readonly who: Right; readonly side?: true }>> = {
  ...Object.fromEntries(
    (
      'add-element set-field set-text append-narrative mark-undeveloped relate unrelate move delete-element restore-element ' +
      'rename nudge nudge-elements delete-elements move-elements add-challenge remove-challenge set-public add-away ' +
      'set-multiplicity set-choice grow-case grow-capability decide-capability add-risk add-control add-evidence grow-branch ' +
      'choose-branch add-pattern grow-pattern fill-placeholders paste-branch use-control attach-file detach-file ' +
      'add-list-item choose-asset add-terms drop-term restore-term set-parameter'
    )
      .split(' ')
      .map((name) => [name, { who: 'edit' }] as const),
  ),
  'adopt-policy': { who: 'edit', side: true },
  'override-policy': { who: 'edit', side: true },
  // A word of the hospital, as an approval is one.
  'confirm-transfer': { who: 'approve', side: true },
  'withdraw-transfer': { who: 'approve', side: true },
}

const said = (...paths: string[]) => paths.map((path) => `POST ${CASE}${path}`)
const ACTS = ['/signatures', '/unsign', '/refuse', '/withdraw', '/confirm', '/terminate', '/counter'].map(
  (act) => `/proposals/[number]${act}`,
)

/**
 * Kinds of ledger entry, by the routes that write them: who may ask those may say it. `service`: follows by the clock or
 * from what somebody did, and nobody asks for it.
 */
export const ENTRY_RULES: Readonly<Record<string, 'service' | readonly string[]>> = {
  'case.created': ['POST /api/cases', 'POST /api/cases/from-file', ...said('/duplicate')],
  'case.archived': said('/archive'),
  'case.unarchived': said('/archive'),
  'case.kept-until': said('/kept-until'),
  'participant.set': [...said('/participants'), 'POST /api/invitations/accept', 'POST /api/invitations/join'],
  'participant.removed': [...said('/participants', '/leave'), 'POST /api/organisation/people'],
  'thread.opened': said('/threads'),
  'thread.replied': said('/threads/[threadId]/replies'),
  'thread.edited': said('/threads/[threadId]/edit'),
  'thread.removed': said('/threads/[threadId]/remove'),
  'thread.assigned': said('/threads/[threadId]/assign', '/participants', '/leave'),
  'suggestion.applied': said('/threads/[threadId]/apply'),
  'suggestion.declined': said('/threads/[threadId]/decline'),
  'thread.resolved': said('/threads/[threadId]/resolve'),
  'thread.reopened': said('/threads/[threadId]/reopen'),
  'entry.erased': said('/ledger/erase'),
  'approval.given': said('/approvals', '/approvals/many'),
  'approval.objected': said('/approvals'),
  'approval.lifted': said('/approvals'),
  'delegation.given': said('/delegations'),
  'delegation.ended': said('/delegations/[delegationId]/end'),
  'invitation.made': said('/invitations'),
  'invitation.revoked': said('/invitations/[invitation]/revoke', '/participants', '/leave'),
  'link.made': said('/baseline-links'),
  'link.revoked': said('/baseline-links/[link]/revoke'),
  'link.opened': ['GET /assess/[token]', 'GET /assess/[token]/baseline.rab'],
  'watch.changed': said('/watch', '/watch/file'),
  'alert.raised': [...said('/check'), 'POST /api/check'],
  'alert.withdrawn': said('/alerts/[alertId]/withdraw'),
  'charter.proposed': said('/charter'),
  'charter.adopted': said('/charter/[number]/adopt'),
  'charter.declined': said('/charter/[number]/decline'),
  'passkey.enrolled': ['POST /api/passkeys'],
  'passkey.checked': said('/passkeys/[credential]/check'),
  'passkey.revoked': [
    ...said('/passkeys/[credential]/revoke'),
    'POST /api/passkeys/[credential]/revoke',
    'POST /api/organisation/people',
  ],
  'signing.delegated': said('/signing-delegations'),
  'signing.delegation-ended': said('/signing-delegations/[delegation]/end', '/participants', '/leave'),
  'service.key-rotated': 'service',
  'proposal.opened': said('/proposals', '/proposals/[number]/counter'),
  'proposal.signed': said('/proposals/[number]/signatures'),
  'proposal.unsigned': said('/proposals/[number]/unsign'),
  'proposal.lapsed': 'service',
  'proposal.refused': said('/proposals/[number]/refuse', '/proposals/[number]/counter'),
  'proposal.withdrawn': said('/proposals/[number]/withdraw'),
  'proposal.expired': 'service',
  'proposal.overtaken': 'service',
  // No longer written; older histories hold it.
  'proposal.password-failed': 'service',
  'proposal.attempt-failed': said(...ACTS),
  'baseline.pending': 'service',
  'baseline.condition-met': said('/proposals/[number]/confirm'),
  'baseline.in-force': 'service',
  'baseline.termination': said('/proposals/[number]/terminate'),
  'baseline.terminated': 'service',
  'workshop.opened': said('/workshops'),
  ...Object.fromEntries(
    'agenda joined led begun ended decided action parked struck polled answered poll-closed closed'
      .split(' ')
      .map((act) => [`workshop.${act}`, said('/workshops/[number]/acts')] as const),
  ),
}
