import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { TokenScope } from '@/lib/access/token-scope'
import type { Act } from '@/lib/agreement/statement'
import { bytes, instant } from './columns'

/**
 * Every table of the store, in one dialect for both stores (the embedded one and Postgres). Changing a table means
 * `npx drizzle-kit generate` and a committed file in server/store/migrations; nothing here is altered by hand.
 * Rows of `updates` and `ledger` are only ever inserted.
 */

/** An organisation people belong to. Its side is a default for new cases; what counts is the side in each case. */
export const organisations = pgTable(
  'organisations',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    side: text('side').$type<'mdm' | 'hdo'>(),
    /** [AUTH14] Its people get in with a second factor only. */
    secondFactorRequired: boolean('second_factor_required').notNull().default(false),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [uniqueIndex('organisations_name').on(t.name)],
)

export const people = pgTable(
  'people',
  {
    id: text('id').primaryKey(),
    /** Lower case, trimmed: the name to sign in with. */
    email: text('email').notNull(),
    name: text('name').notNull(),
    organisationId: text('organisation_id').references(() => organisations.id),
    /** Absent for people who sign in elsewhere. */
    passwordHash: text('password_hash'),
    disabled: boolean('disabled').notNull().default(false),
    /** [ORG1] Administers the organisation they belong to. */
    administersHome: boolean('administers_home').notNull().default(false),
    /** [INV6] Whether the address is known to be theirs: they were written to there, or an operator said so. */
    emailProven: boolean('email_proven').notNull().default(true),
    /** A session carries the number it was opened with; raising it here ends every earlier session at once. */
    sessionEpoch: integer('session_epoch').notNull().default(1),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [uniqueIndex('people_email').on(t.email)],
)

export interface Device {
  readonly name: string
  readonly model?: string
  readonly version?: string
  readonly intendedUse?: string
  readonly environment?: string
}

/** Where a duplicated case comes from. */
export interface CaseOrigin {
  readonly case: string
  readonly seq: number
  /** Digest of the canonical reading at that seq. */
  readonly digest: string
  readonly kind: 'version' | 'site'
}

export const cases = pgTable('cases', {
  id: text('id').primaryKey(),
  title: text('title').notNull(),
  template: text('template').$type<'iec-80001-2-9' | 'blank' | 'example'>().notNull(),
  device: jsonb('device').$type<Device>().notNull(),
  mdmOrganisation: text('mdm_organisation').notNull(),
  hdoOrganisation: text('hdo_organisation').notNull(),
  /** The seq of the last committed update. Locked in the transaction that raises it. */
  headSeq: bigint('head_seq', { mode: 'number' }).notNull().default(0),
  /** Changes when the document is replaced (a restored backup), so that old offline copies are not merged into it. */
  epoch: integer('epoch').notNull().default(1),
  /** The version of the shared document's shape. */
  schema: integer('schema').notNull().default(1),
  /** `building` until its first content is complete; nobody is shown a case that is being built. */
  state: text('state').$type<'building' | 'ready'>().notNull().default('ready'),
  archived: boolean('archived').notNull().default(false),
  /** [REP3] Of which case, at which state, this one was made as a copy; absent for a case of its own. */
  origin: jsonb('origin').$type<CaseOrigin>(),
  createdAt: instant('created_at').notNull(),
  createdBy: text('created_by')
    .notNull()
    .references(() => people.id),
})

/** Who takes part in a case, on which side, with which rights. Side is absent for assessors. */
export const participants = pgTable(
  'participants',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    side: text('side').$type<'mdm' | 'hdo'>(),
    rights: text('rights').array().notNull(),
    since: instant('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.personId] }), index('participants_person').on(t.personId)],
)

/** The log of the shared document: one row per author and commit. The document is this log replayed. */
export const updates = pgTable(
  'updates',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    personId: text('person_id').notNull(),
    side: text('side').$type<'mdm' | 'hdo'>(),
    at: instant('at').notNull(),
    /** The Yjs client ids whose structs this update brings. */
    clientIds: bigint('client_ids', { mode: 'number' }).array().notNull(),
    /** Yjs update, v1 encoding. */
    update: bytes('update').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.seq] })],
)

/** A case's document at a seq, v2 encoding. Only for speed: it can be deleted and rebuilt from `updates`. */
export const snapshots = pgTable(
  'snapshots',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    state: bytes('state').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.seq] })],
)

/** Which person a Yjs client id belongs to in a case, bound on first use and for ever. */
export const clientIds = pgTable(
  'client_ids',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    clientId: bigint('client_id', { mode: 'number' }).notNull(),
    personId: text('person_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.clientId] })],
)

/** The facts of a case: three hash chains, one that everybody in the case reads and one of each side's own. */
export const ledger = pgTable(
  'ledger',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    chain: text('chain').$type<'shared' | 'mdm' | 'hdo'>().notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    prev: text('prev').notNull(),
    at: instant('at').notNull(),
    actor: jsonb('actor').$type<{ id: string; name: string; side?: 'mdm' | 'hdo' }>().notNull(),
    kind: text('kind').notNull(),
    /** Body and salt may be erased (personal data); digest, hash and seal still prove the rest of the chain. */
    body: jsonb('body').$type<Record<string, unknown>>(),
    salt: text('salt'),
    bodyDigest: text('body_digest').notNull(),
    hash: text('hash').notNull(),
    seal: text('seal').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.chain, t.seq] })],
)

/** Answers to commands by the key the client chose, so that a repeated request is answered and not done again. */
export const idempotency = pgTable(
  'idempotency',
  {
    personId: text('person_id').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of method, path and body: the same key for another request is refused. */
    request: text('request').notNull(),
    /** 0 while the first request is still being worked on. */
    status: integer('status').notNull(),
    answer: jsonb('answer').$type<unknown>(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.key] }), index('idempotency_at').on(t.at)],
)

/** A version offered to both sides: its frozen bytes, never changed. How it stands is a reduction of the ledger. */
export const proposals = pgTable(
  'proposals',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    number: integer('number').notNull(),
    at: instant('at').notNull(),
    by: text('by').notNull(),
    /** SHA-256 of the manifest, hex: what signatures are about. */
    digest: text('digest').notNull(),
    /** The manifest and the parts it lists, as one stored ZIP. */
    frozen: bytes('frozen').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.number] })],
)

/** Statements prepared for a person to take once: to sign, refuse, withdraw and so on. Taken ones keep their envelope for ever. */
export const statements = pgTable(
  'statements',
  {
    /** The statement's nonce. */
    nonce: text('nonce').primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    /** 0 for the adoption of a charter. */
    proposal: integer('proposal').notNull(),
    personId: text('person_id').notNull(),
    act: text('act').$type<Act | 'adopt'>().notNull(),
    payload: bytes('payload').notNull(),
    preparedAt: instant('prepared_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    takenAt: instant('taken_at'),
    /** Canonical JSON of the DSSE envelope, once taken. */
    envelope: text('envelope'),
  },
  (t) => [index('statements_proposal').on(t.caseId, t.proposal)],
)

/** Versions that came into force, in one line. */
export const baselines = pgTable(
  'baselines',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    number: integer('number').notNull(),
    at: instant('at').notNull(),
    proposal: integer('proposal').notNull(),
    digest: text('digest').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.number] })],
)

/**
 * Evidence files of a case: which bytes (by hash), who brought them, and who may have them. The bytes stand in the file
 * store once, however many cases and sides hold them; these rows alone decide who reaches them.
 */
export const files = pgTable(
  'files',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    sha256: text('sha256').notNull(),
    /** The side that brought it; empty for somebody without a side. */
    side: text('side').$type<'mdm' | 'hdo' | ''>().notNull(),
    name: text('name').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    /** What its first bytes say that it is. Shown, never served as such. */
    type: text('type').notNull(),
    audience: text('audience').$type<'both' | 'own-side' | 'public'>().notNull(),
    personId: text('person_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.sha256, t.side] }), index('files_sha256').on(t.sha256)],
)

/** The bytes of files where several servers share one Postgres; the embedded store keeps them in the data directory. */
export const fileParts = pgTable(
  'file_parts',
  {
    sha256: text('sha256').notNull(),
    part: integer('part').notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sha256, t.part] })],
)

/** The controls that each organisation brought to a case from its own table. Both sides see both tables. */
export const ownControls = pgTable(
  'own_controls',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    side: text('side').$type<'mdm' | 'hdo'>().notNull(),
    /** Digest of the four columns below: the same row twice is one row. */
    key: text('key').notNull(),
    /** A capability's code; empty for all. */
    capability: text('capability').notNull(),
    standard: text('standard').notNull(),
    ref: text('ref').notNull(),
    title: text('title').notNull(),
    /** The file that it came from, and the line in it. */
    source: text('source').notNull(),
    line: integer('line').notNull(),
    personId: text('person_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.side, t.key] })],
)

/** [PTN6] [PTN7] Patterns that an organisation keeps, every version of each, for its own people. */
export const patterns = pgTable(
  'patterns',
  {
    organisationId: text('organisation_id')
      .notNull()
      .references(() => organisations.id),
    /** The pattern's own id, unique in the organisation. */
    id: text('id').notNull(),
    version: integer('version').notNull(),
    title: text('title').notNull(),
    /** Canonical JSON, checked when it came in. */
    pattern: text('pattern').notNull(),
    /** What is new in this version, in its author's words. */
    note: text('note').notNull().default(''),
    personId: text('person_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.id, t.version] })],
)

/**
 * [MON1] What each case watches: products and components. Rows are ended, never deleted; who changed the list, when and
 * in what stands in the shared chain of the case. Not in the shared document, which every browser holds whole.
 */
export const watches = pgTable(
  'watches',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    /** Digest of what is watched: the same product twice is one row. */
    key: text('key').notNull(),
    name: text('name').notNull(),
    vendor: text('vendor').notNull(),
    version: text('version').notNull(),
    purl: text('purl').notNull(),
    cpe: text('cpe').notNull(),
    source: text('source').$type<'typed' | 'sbom' | 'csaf' | 'mds2'>().notNull(),
    /** The file that it came from; empty when it was typed. */
    sourceName: text('source_name').notNull(),
    /** Who put it there: the side, empty for somebody without one, and the person. */
    side: text('side').$type<'mdm' | 'hdo' | ''>().notNull(),
    personId: text('person_id').notNull(),
    at: instant('at').notNull(),
    endedAt: instant('ended_at'),
    /** Counts the changes of the case's list: that of the last change to this row. */
    revision: integer('revision').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.key] }), index('watches_revision').on(t.caseId, t.revision)],
)

/** [HIS5] Which elements each row of a log touched, and how. Only for speed: it can be deleted and is rebuilt from `updates`. */
export const touches = pgTable(
  'touches',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    element: text('element').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    what: jsonb('what').$type<readonly unknown[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.element, t.seq] }), index('touches_seq').on(t.caseId, t.seq)],
)

/** How far `touches` has been written of each case. */
export const touchHeads = pgTable('touch_heads', {
  caseId: text('case_id')
    .primaryKey()
    .references(() => cases.id),
  epoch: integer('epoch').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
})

/** [ACT2] How far a person has read a case, on whatever device. */
export const visits = pgTable(
  'visits',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    /** Where the case stood when the person was last seen in it, and when that was. */
    here: jsonb('here').$type<VisitPoint>().notNull(),
    /** Where it stood when they had left it before that: what happened since then is news. */
    since: jsonb('since').$type<VisitPoint>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.personId] }), index('visits_person').on(t.personId)],
)

export interface VisitPoint {
  readonly at: string
  readonly seq: number
  readonly shared: number
  readonly mdm: number
  readonly hdo: number
}

/** [MAI1] How far each chain of a case has been read for mail. What is older than the first row of `mail_began` is never mailed. */
export const mailHeads = pgTable(
  'mail_heads',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    chain: text('chain').$type<'shared' | 'mdm' | 'hdo'>().notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.chain] })],
)

/** When this store began to send mail: one row. */
export const mailBegan = pgTable('mail_began', {
  id: integer('id').primaryKey().default(1),
  at: instant('at').notNull(),
})

/** [MAI1] Mail that is to be sent or was: who it is for and what it is about, never its words. */
export const outbox = pgTable(
  'outbox',
  {
    /** Made of what it is about, so that the same mail is never queued twice. */
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    kind: text('kind').notNull(),
    /** Absent for a digest. */
    caseId: text('case_id').references(() => cases.id),
    chain: text('chain').$type<'shared' | 'mdm' | 'hdo'>(),
    seq: bigint('seq', { mode: 'number' }),
    state: text('state').$type<'waiting' | 'sent' | 'dropped' | 'given-up'>().notNull().default('waiting'),
    queuedAt: instant('queued_at').notNull(),
    /** When it is tried next; while somebody is trying, when they are taken for gone. */
    nextAt: instant('next_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    doneAt: instant('done_at'),
  },
  (t) => [index('outbox_next').on(t.state, t.nextAt), index('outbox_case').on(t.caseId)],
)

/** [MAI4] What a person wants to hear of by mail, and when; whoever has no row wants what is usual. */
export const mailWishes = pgTable('mail_wishes', {
  personId: text('person_id')
    .primaryKey()
    .references(() => people.id),
  /** Kind -> `instant`, `digest` or `off`. */
  choices: jsonb('choices').$type<Readonly<Record<string, string>>>().notNull(),
  /** Time of day of the digest in UTC, as HH:MM. */
  digestTime: text('digest_time').notNull(),
  /** The day for which the last digest was made, as YYYY-MM-DD. */
  digestDay: text('digest_day'),
})

/** Passkeys that people enrolled. In which cases they may sign, and who checked them, stands in the cases' ledgers. */
export const passkeys = pgTable(
  'passkeys',
  {
    /** The credential's id, base64url. */
    credential: text('credential').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    label: text('label').notNull(),
    /** COSE key, as attested. */
    publicKey: bytes('public_key').notNull(),
    algorithm: integer('algorithm').notNull(),
    aaguid: text('aaguid').notNull(),
    backedUp: boolean('backed_up').notNull(),
    transports: text('transports').array().notNull(),
    rpId: text('rp_id').notNull(),
    /** How often the authenticator says it has signed; 0 for those that do not count. */
    counter: bigint('counter', { mode: 'number' }).notNull(),
    /** What the browser gave at enrolment, whole. */
    attestation: bytes('attestation').notNull(),
    clientData: bytes('client_data').notNull(),
    enrolledAt: instant('enrolled_at').notNull(),
    revokedAt: instant('revoked_at'),
    revokedReason: text('revoked_reason'),
  },
  (t) => [index('passkeys_person').on(t.personId)],
)

/** Challenges of enrolments that are under way; each is taken once. */
export const passkeyChallenges = pgTable('passkey_challenges', {
  challenge: text('challenge').primaryKey(),
  personId: text('person_id').notNull(),
  expiresAt: instant('expires_at').notNull(),
})

/** [RET2] What is left of a case that was deleted after its time: that it was there, and what proves a copy of it. */
export const tombstones = pgTable('tombstones', {
  /** The case's id. It is never given again. */
  caseId: text('case_id').primaryKey(),
  deletedAt: instant('deleted_at').notNull(),
  /** The day that both sides had agreed on. */
  keptUntil: text('kept_until').notNull(),
  /** SHA-256 of the archive that was made of it before, hex. */
  archive: text('archive').notNull(),
  headSeq: bigint('head_seq', { mode: 'number' }).notNull(),
  /** How long each chain of its history was, and the hash of its last entry. */
  chains: jsonb('chains').$type<Readonly<Record<string, { readonly size: number; readonly head: string }>>>().notNull(),
})

/** When the clock next has something to say about a case's agreement. Derived from its ledger, for the timer alone. */
export const agreementDue = pgTable(
  'agreement_due',
  {
    caseId: text('case_id')
      .primaryKey()
      .references(() => cases.id),
    at: instant('at').notNull(),
  },
  (t) => [index('agreement_due_at').on(t.at)],
)

/** [TOK1] Tokens that people made for their programs: never the token itself, only its digest. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    /** The part of the token by which it is looked up; no secret. */
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    name: text('name').notNull(),
    scope: text('scope').$type<TokenScope>().notNull(),
    /** Only these cases; absent: every case of the person. */
    cases: text('cases').array(),
    /** SHA-256 of the token. */
    digest: bytes('digest').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** The hour in which it was last used. */
    lastUsedAt: instant('last_used_at'),
    /** How many changes were asked for with it; numbers the rows of `api_token_acts`. */
    acts: integer('acts').notNull().default(0),
  },
  (t) => [index('api_tokens_person').on(t.personId)],
)

/** [TOK6] The latest changes that were asked for with a token: what its owner looks at. */
export const apiTokenActs = pgTable(
  'api_token_acts',
  {
    tokenId: text('token_id')
      .notNull()
      .references(() => apiTokens.id),
    number: integer('number').notNull(),
    at: instant('at').notNull(),
    /** Method and address with the names of its parts, as the description has it. */
    act: text('act').notNull(),
    caseId: text('case_id'),
    /** The token may do this; what became of it tells the history of the case. */
    allowed: boolean('allowed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tokenId, t.number] })],
)

/** [AUTH7] Where people are signed in: one row per session, found by a digest of what its cookie holds. */
export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the session's secret, hex. */
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    /** The person's `sessionEpoch` when it was opened. */
    epoch: integer('epoch').notNull(),
    createdAt: instant('created_at').notNull(),
    /** To within minutes. */
    seenAt: instant('seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** In words, such as "Firefox on Windows". */
    device: text('device').notNull(),
    /** The network it was opened from, without the part that names one machine; empty where that is not known. */
    network: text('network').notNull(),
    how: text('how').$type<SignedInHow>().notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [index('sessions_person').on(t.personId), index('sessions_open').on(t.endedAt, t.seenAt)],
)

/** By what somebody signed in; behind a plus, what they gave as the second step. */
export type SignedInHow = 'password' | 'service' | `${'password' | 'service'}+${'code' | 'key' | 'backup'}`

/** [AUTH12] Sign-ins that wait for their second step: found by a digest of what a cookie of that browser holds. */
export const signInSteps = pgTable('sign_in_steps', {
  id: text('id').primaryKey(),
  personId: text('person_id')
    .notNull()
    .references(() => people.id),
  kind: text('kind').$type<'second-factor' | 'link'>().notNull(),
  /** What the first step was. */
  how: text('how').$type<'password' | 'service'>().notNull(),
  /** For `link`: the account at the sign-in service that is to be tied to this person. */
  issuer: text('issuer'),
  subject: text('subject'),
  /** Of the key that is asked, base64url. */
  challenge: text('challenge'),
  tries: integer('tries').notNull().default(0),
  expiresAt: instant('expires_at').notNull(),
})

/** [AUTH11] A person's app for codes. It counts once it has been confirmed with a code. */
export const codeApps = pgTable('code_apps', {
  personId: text('person_id')
    .primaryKey()
    .references(() => people.id),
  /** The secret, encrypted (server/auth/sealed.ts). */
  secret: text('secret').notNull(),
  createdAt: instant('created_at').notNull(),
  confirmedAt: instant('confirmed_at'),
  /** The step of the last code that was taken: neither it nor an earlier one is taken again. */
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
})

/** [AUTH11] Codes for the day on which phone and key are lost: digests only, each used once. */
export const backupCodes = pgTable(
  'backup_codes',
  {
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    digest: text('digest').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [primaryKey({ columns: [t.personId, t.digest] })],
)

/** [AUTH13] Keys for signing in, never for signing agreements: those are `passkeys`. */
export const signInKeys = pgTable(
  'sign_in_keys',
  {
    credential: text('credential').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    label: text('label').notNull(),
    /** COSE key, as attested. */
    publicKey: bytes('public_key').notNull(),
    transports: text('transports').array().notNull(),
    rpId: text('rp_id').notNull(),
    counter: bigint('counter', { mode: 'number' }).notNull(),
    createdAt: instant('created_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [index('sign_in_keys_person').on(t.personId)],
)

/** [AUTH15] Ways to a new password that were sent by mail: digests only. */
export const passwordResets = pgTable(
  'password_resets',
  {
    digest: text('digest').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('password_resets_person').on(t.personId)],
)

/** [AUTH17] Accounts at a sign-in service and the people they belong to here. */
export const identities = pgTable(
  'identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    linkedAt: instant('linked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index('identities_person').on(t.personId)],
)

/** [AUTH14] What happened to a person's account, for them and the administrators of their organisation. */
export const accountEvents = pgTable(
  'account_events',
  {
    id: text('id').primaryKey(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    at: instant('at').notNull(),
    /** Who did it; absent when it was the service or the command line. */
    actorId: text('actor_id'),
    kind: text('kind').notNull(),
    /** In words: a device, a label, a reason. */
    note: text('note').notNull().default(''),
  },
  (t) => [index('account_events_person').on(t.personId, t.at)],
)

/** [INV1] Invitations into a case, or into an organisation: digests only, each lets one person in. */
export const invitations = pgTable(
  'invitations',
  {
    id: text('id').primaryKey(),
    /** SHA-256 of the secret part of the link, hex. */
    digest: text('digest').notNull(),
    /** Exactly one of the two is there. */
    caseId: text('case_id').references(() => cases.id),
    organisationId: text('organisation_id').references(() => organisations.id),
    /** In the case. */
    side: text('side').$type<'mdm' | 'hdo'>(),
    /** In the case; for an organisation `administer` or nothing. */
    rights: text('rights').array().notNull(),
    /** Only for the person with this address; lower case. */
    email: text('email'),
    way: text('way').$type<'link' | 'mail'>().notNull(),
    madeBy: text('made_by')
      .notNull()
      .references(() => people.id),
    madeAt: instant('made_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    acceptedBy: text('accepted_by').references(() => people.id),
    acceptedAt: instant('accepted_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    uniqueIndex('invitations_digest').on(t.digest),
    index('invitations_case').on(t.caseId),
    index('invitations_organisation').on(t.organisationId),
    index('invitations_maker').on(t.madeBy),
  ],
)

/** [ASL1] Links to one baseline, for people without an account: digests only. Each opening stands in the case's ledger. */
export const baselineLinks = pgTable(
  'baseline_links',
  {
    id: text('id').primaryKey(),
    digest: text('digest').notNull(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    baseline: integer('baseline').notNull(),
    /** For whom, in the words of who made it. */
    label: text('label').notNull(),
    side: text('side').$type<'mdm' | 'hdo'>().notNull(),
    madeBy: text('made_by')
      .notNull()
      .references(() => people.id),
    madeAt: instant('made_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    openings: integer('openings').notNull().default(0),
    lastOpenedAt: instant('last_opened_at'),
  },
  (t) => [uniqueIndex('baseline_links_digest').on(t.digest), index('baseline_links_case').on(t.caseId)],
)
