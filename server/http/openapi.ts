import { z } from 'zod'
import { prepareRequest, proposeRequest, takeRequest } from '@/lib/agreement/requests'
import { audienceRequest } from '@/lib/evidence/requests'
import { mailWishesRequest } from '@/lib/mail/requests'
import { COMMANDS } from '@/lib/pattern/registry'
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
import { keepPatternRequest } from '@/lib/wire/pattern-requests'
import {
  archiveRequest,
  commandRequest,
  createCaseRequest,
  duplicateRequest,
  seenRequest,
  setParticipantRequest,
  takeOverRequest,
} from '@/lib/wire/requests'
import { openWorkshopRequest, workshopRequest } from '@/lib/workshop/requests'
import { restoreRequest } from '../commands/restore-state'
import { AGREEMENT_ROWS } from './openapi-agreement'

interface Row {
  readonly method: 'get' | 'post'
  readonly path: string
  readonly summary: string
  readonly body?: z.ZodType
  /** The body is a file. */
  readonly file?: boolean
  readonly query?: Readonly<Record<string, string>>
  /** The status of a yes; 200 unless said otherwise. */
  readonly status?: number
  /** Anybody may ask. */
  readonly open?: boolean
}

/** What is described. The schemas are the ones that check the requests. */
const ROWS: readonly Row[] = [
  { method: 'get', path: '/api/me', summary: 'Who am I, and my cases' },
  { method: 'get', path: '/api/inbox', summary: 'What waits for me, case by case' },
  { method: 'get', path: '/api/me/mail', summary: 'What I am written about by mail' },
  { method: 'post', path: '/api/me/mail', summary: 'Change what I am written about', body: mailWishesRequest },
  {
    method: 'get',
    path: '/api/mail/unsubscribe',
    summary: 'Leads to the page that asks before a kind of mail ends; changes nothing',
    query: { token: 'From the mail' },
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
  { method: 'get', path: '/api/cases', summary: 'The cases I take part in' },
  { method: 'post', path: '/api/cases', summary: 'Create a case', body: createCaseRequest, status: 201 },
  { method: 'get', path: '/api/patterns', summary: 'The patterns that my organisation keeps' },
  {
    method: 'post',
    path: '/api/patterns',
    summary: 'Keep a pattern for my organisation',
    body: keepPatternRequest,
    status: 201,
  },
  { method: 'get', path: '/api/cases/{caseId}', summary: 'A case: people, rights, how far it has come' },
  { method: 'get', path: '/api/cases/{caseId}/graph', summary: 'The canonical reading and its digest' },
  { method: 'post', path: '/api/cases/{caseId}/commands', summary: 'Run a structural command', body: commandRequest },
  { method: 'get', path: '/api/cases/{caseId}/findings', summary: 'What is illegal, missing, stale or unowned' },
  { method: 'get', path: '/api/cases/{caseId}/register', summary: 'The risk register' },
  { method: 'get', path: '/api/cases/{caseId}/matrix', summary: 'The traceability matrix' },
  { method: 'get', path: '/api/cases/{caseId}/responsibilities', summary: 'Which side owes what' },
  { method: 'get', path: '/api/cases/{caseId}/documents', summary: 'The supporting documents and what fills them' },
  {
    method: 'get',
    path: '/api/cases/{caseId}/export',
    summary: 'The case, or a reading of it, as a file, as it was last saved',
    query: {
      format: 'json, gsn-yaml, ltac, sacm, oscal, csv or xlsx',
      reading: 'csv and xlsx: register, matrix, responsibilities, documents or evidence',
      'dry-run': 'true: only say what a format of another tool has no place for',
    },
  },
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
  { method: 'get', path: '/api/cases/{caseId}/controls', summary: "The organisations' own control tables" },
  {
    method: 'post',
    path: '/api/cases/{caseId}/import',
    summary: 'Read a file into the case: the body as it is, or one file of a form',
    file: true,
    query: {
      format: 'controls (CSV or XLSX), gsn-yaml, ltac, sacm, tea, csaf, cyclonedx, or mds2 (XLSX or JSON)',
      under: 'Arguments: the element to stand below',
      accept: 'Facts, as often as wanted: a suggestion as KEY@CAPABILITY, or all',
      controls: 'Facts: false leaves out recommended controls',
      'dry-run': 'true: only say what would be done',
      'skip-bad': 'true: import although lines cannot be read',
      replace: 'true: take out what the own table holds and the file does not',
      name: 'The name of the file',
    },
  },
  { method: 'get', path: '/api/cases/{caseId}/files', summary: 'The evidence files of the case' },
  {
    method: 'post',
    path: '/api/cases/{caseId}/files',
    summary: 'Keep an evidence file: the body as it is, or one file of a form',
    file: true,
    query: { name: 'The name of the file', confidentiality: 'both, own-side or public' },
    status: 201,
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/files/{sha256}',
    summary: 'The bytes of an evidence file, as an attachment of no type',
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/files/{sha256}',
    summary: 'Say who else may have a file that my side brought',
    body: audienceRequest,
  },
  { method: 'get', path: '/api/cases/{caseId}/activity', summary: 'What others did in the case since I was here' },
  {
    method: 'post',
    path: '/api/cases/{caseId}/seen',
    summary: 'I am in the case, or have read what happened in it',
    body: seenRequest,
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/archive',
    summary: 'Archive the case, or bring it back',
    body: archiveRequest,
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/duplicate',
    summary: 'Make a new case of what this one says now',
    body: duplicateRequest,
    status: 201,
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/origin',
    summary: 'Where the case comes from, and what has changed there since',
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/origin/take',
    summary: 'Take over what the origin says of one element now',
    body: takeOverRequest,
  },
  { method: 'get', path: '/api/cases/{caseId}/participants', summary: 'Who takes part' },
  {
    method: 'post',
    path: '/api/cases/{caseId}/participants',
    summary: 'Invite a person, change their rights, or remove them',
    body: setParticipantRequest,
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/ledger',
    summary: 'The facts of the case that I may see',
    query: { after: 'Only entries after this one: a number, or chain:number pairs such as shared:4,mdm:2' },
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
  {
    method: 'get',
    path: '/api/cases/{caseId}/history',
    summary: 'Who changed the document when, newest first',
    query: { before: 'Only changes before this seq' },
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/history/sessions',
    summary: 'The times when people worked on the document, newest first',
    query: { before: 'Only what is older than this seq' },
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/history/authors',
    summary: 'Who wrote what stands in a text of an element, run by run',
    query: { element: 'Its id', field: 'A text field such as statement, or narrative' },
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/history/elements/{elementId}',
    summary: 'Everything that was done to one element: who, when, what; newest first',
    query: { before: 'Only what is older than this seq' },
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/history/{seq}',
    summary: 'The case as it stood at a seq',
    query: { document: 'true: adds the document itself, a Yjs update in v2 encoding as base64' },
  },
  {
    method: 'post',
    path: '/api/cases/{caseId}/history/{seq}/restore',
    summary: 'Put a past state, or one element of it, back as a new edit',
    body: restoreRequest,
  },
  {
    method: 'get',
    path: '/api/cases/{caseId}/compare',
    summary: 'In which places two states differ, in the terms of the case',
    query: {
      from: 'A seq, baseline:1, or now',
      to: 'The same; now when left out',
      element: 'Only what differs in this element',
    },
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
  ...AGREEMENT_ROWS,
  { method: 'get', path: '/api/openapi.json', summary: 'This description', open: true },
  { method: 'get', path: '/verify', summary: 'The page that checks a bundle, in the browser alone', open: true },
  { method: 'get', path: '/healthz', summary: 'The process is alive', open: true },
  { method: 'get', path: '/readyz', summary: 'The store answers and is migrated', open: true },
]

const REFUSAL_STATUSES = {
  400: 'Malformed',
  401: 'Not signed in',
  403: 'You take part, but not with the right to do this',
  404: 'Absent, or not yours',
  409: 'Changed meanwhile',
  413: 'Too large',
  422: 'Understood, and against the rules',
  429: 'Too many attempts',
} as const

/** The OpenAPI 3.1 description of the HTTP interface. */
export function openApi(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const row of ROWS) {
    paths[row.path] ??= {}
    Object.assign(paths[row.path] ?? {}, { [row.method]: operation(row) })
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Accord', version: '1', description: 'Security cases and responsibility agreements of two sides.' },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' } },
      schemas: {
        Refusal: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code', 'message'],
              properties: { code: { type: 'string' }, message: { type: 'string' }, details: {} },
            },
          },
        },
        ...Object.fromEntries(Object.entries(COMMANDS).map(([name, { args }]) => [`command.${name}`, schemaOf(args)])),
      },
    },
  }
}

function operation({
  method,
  path,
  summary,
  body,
  file,
  query = {},
  status = 200,
  open,
}: Row): Record<string, unknown> {
  const refused = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } }
  const refusals = Object.entries(REFUSAL_STATUSES).map(([code, description]) => [code, { description, ...refused }])
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => parameter(name ?? '', 'path', true))
  const inQuery = Object.entries(query).map(([name, words]) => ({
    ...parameter(name, 'query', false),
    description: words,
  }))
  const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 128 } }
  return {
    summary,
    parameters: [...inPath, ...inQuery, ...(method === 'post' && !file ? [key] : [])],
    ...(open ? {} : { security: [{ session: [] }] }),
    ...(file ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } } : {}),
    responses: {
      [status]: { description: 'Done', content: { 'application/json': { schema: { type: 'object' } } } },
      ...(open ? {} : Object.fromEntries(refusals)),
    },
  }
}

function parameter(name: string, place: 'path' | 'query', required: boolean): Record<string, unknown> {
  return { name, in: place, required, schema: { type: 'string' } }
}

/** As the client sends it: what has a default may be left out. */
function schemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
}
