/**
 * Every code of a lawful "no" that has a meaning at the edge, and the HTTP status it is answered with. A code that is not
 * listed comes from a rule of the case itself and is answered with 422: understood, and against the rules.
 */
export const REFUSALS = {
  malformed: 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'not-allowed': 403,
  'wrong-origin': 403,
  'case-archived': 403,
  'not-rostered': 403,
  'not-your-side': 403,
  'not-your-statement': 403,
  'wrong-password': 403,
  'not-found': 404,
  'case-not-found': 404,
  'person-not-found': 404,
  'element-not-found': 404,
  'thread-not-found': 404,
  'delegation-not-found': 404,
  'proposal-not-found': 404,
  'baseline-not-found': 404,
  'state-not-found': 404,
  'origin-not-found': 404,
  'file-not-found': 404,
  'statement-not-found': 404,
  'command-unknown': 404,
  conflict: 409,
  'case-changed': 409,
  'warnings-changed': 409,
  'baseline-changed': 409,
  'version-changed': 409,
  'agreement-changed': 409,
  'proposal-open': 409,
  'proposal-closed': 409,
  'proposal-expired': 409,
  'already-signed': 409,
  'side-complete': 409,
  'statement-used': 409,
  'statement-expired': 409,
  changed: 409,
  'passage-gone': 409,
  'in-progress': 409,
  interrupted: 409,
  'too-large': 413,
  'case-full': 413,
  invalid: 422,
  'arguments-invalid': 422,
  'key-reused': 422,
  'too-many-attempts': 429,
  internal: 500,
  'disk-full': 507,
  unavailable: 503,
} as const satisfies Record<string, number>

export type EdgeCode = keyof typeof REFUSALS

/** The HTTP status a refusal is answered with. */
export function statusOf(code: string): number {
  return Object.hasOwn(REFUSALS, code) ? REFUSALS[code as EdgeCode] : 422
}
