/**
 * A lawful "no" is a value; a bug is a throw. Commands and use cases return an Outcome, and one table at the edge
 * (lib/wire/refusals.ts) turns the code into an HTTP status or a close code.
 */
export interface Refusal {
  readonly code: string
  /** A plain sentence that says what to do next. */
  readonly message: string
  readonly details?: unknown
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

export function ok(): Outcome<void>
export function ok<T>(value: T): Outcome<T>
export function ok<T>(value?: T): Outcome<T | undefined> {
  return { ok: true, value }
}

export function refuse(code: string, message: string, details?: unknown): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: details === undefined ? { code, message } : { code, message, details } }
}

/** Takes the value or throws the refusal's sentence: for callers that have already made sure that it is lawful. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`)
  return outcome.value
}

/** Closes a switch over a union: the compiler refuses a missing case, a value from outside throws. */
export function assertNever(value: never): never {
  throw new Error(`Not a known case: ${String(value)}`)
}
