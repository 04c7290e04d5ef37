import {
  adoptRequest,
  charterRequest,
  checkKeyRequest,
  counterRequest,
  declineCharterRequest,
  delegateRequest,
  enrolRequest,
  eraseRequest,
  prepareAdoptionRequest,
  revokeKeyRequest,
  takeRequest,
} from '@/lib/agreement/requests'

const CASE = '/api/cases/{caseId}'
const VERSION = `${CASE}/proposals/{number}`

/** The rows about charters, keys, the further acts on a version, and the history: part of the table in openapi.ts. */
export const AGREEMENT_ROWS = [
  { method: 'get', path: `${CASE}/charter`, summary: 'The rules both sides sign under, and what is offered' },
  {
    method: 'post',
    path: `${CASE}/charter`,
    summary: 'Put a charter to both sides',
    body: charterRequest,
    status: 201,
  },
  {
    method: 'post',
    path: `${CASE}/charter/statement`,
    summary: 'Have the statement written down with which my passkey adopts a charter',
    body: prepareAdoptionRequest,
  },
  { method: 'post', path: `${CASE}/charter/{number}/adopt`, summary: 'Adopt it for my side', body: adoptRequest },
  {
    method: 'post',
    path: `${CASE}/charter/{number}/decline`,
    summary: 'End a charter that waits',
    body: declineCharterRequest,
  },
  { method: 'post', path: `${VERSION}/unsign`, summary: 'Take my signature back', body: takeRequest },
  {
    method: 'post',
    path: `${VERSION}/counter`,
    summary: 'Refuse a version and propose another in one step',
    body: counterRequest,
    status: 201,
  },
  { method: 'post', path: `${VERSION}/confirm`, summary: 'Say that the condition is met', body: takeRequest },
  { method: 'post', path: `${VERSION}/terminate`, summary: 'End the agreement for my side', body: takeRequest },
  { method: 'get', path: '/api/passkeys', summary: 'My passkeys and where they count' },
  { method: 'post', path: '/api/passkeys/options', summary: 'What the browser asks for to make a passkey' },
  { method: 'post', path: '/api/passkeys', summary: 'Enrol the passkey it made', body: enrolRequest, status: 201 },
  {
    method: 'post',
    path: '/api/passkeys/{credential}/revoke',
    summary: 'Revoke my passkey everywhere',
    body: revokeKeyRequest,
  },
  { method: 'get', path: `${CASE}/passkeys`, summary: 'The keys of both sides, as the shared history tells them' },
  {
    method: 'post',
    path: `${CASE}/passkeys/{credential}/check`,
    summary: 'Say that a key is a person’s of my side',
    body: checkKeyRequest,
  },
  {
    method: 'post',
    path: `${CASE}/passkeys/{credential}/revoke`,
    summary: 'Take a key out of this case',
    body: revokeKeyRequest,
  },
  { method: 'get', path: `${CASE}/signing-delegations`, summary: 'Who may sign in whose place' },
  {
    method: 'post',
    path: `${CASE}/signing-delegations`,
    summary: 'Let a colleague sign in my place',
    body: delegateRequest,
    status: 201,
  },
  { method: 'post', path: `${CASE}/signing-delegations/{delegation}/end`, summary: 'End a delegation' },
  {
    method: 'get',
    path: `${CASE}/ledger/export`,
    summary: 'The histories that I may see, whole and sealed, as a file',
  },
  { method: 'post', path: `${CASE}/ledger/erase`, summary: 'Erase the words of one entry', body: eraseRequest },
] as const
