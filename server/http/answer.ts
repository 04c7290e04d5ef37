import type { Outcome, Refusal } from '@/lib/gsn/outcome'
import { statusOf } from '@/lib/wire/refusals'

/** What a route answers before it becomes a Response: kept so that a repeated command gets the same again. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** [HTTP1] A refusal as every client reads it: `{error: {code, message, details?}}`. */
export function refusalAnswer(refusal: Refusal): Answer {
  const { code, message, details } = refusal
  return { status: statusOf(code), body: { error: { code, message, ...(details === undefined ? {} : { details }) } } }
}

/** @param status  the status of a yes */
export function answerOf(outcome: Outcome<unknown>, status: number): Answer {
  return outcome.ok ? { status, body: outcome.value ?? {} } : refusalAnswer(outcome.refusal)
}

/** Answers are never cached: they depend on who asks and when. */
export function toResponse(answer: Answer, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(answer.body, {
    status: answer.status,
    headers: { 'cache-control': 'no-store', ...headers },
  })
}
