import type { z } from 'zod'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { type Person, personFromRequest } from '../auth/person'
import { personOfSession } from '../auth/session-person'
import { admitToken, bearerOf, personFromToken } from '../auth/token-person'
import { runtime } from '../runtime'
import { isFull } from '../store/no-room'
import { type Answer, answerOf, refusalAnswer, toResponse } from './answer'
import { BODY_LIMIT, parseJson, readBody } from './body'
import { isKey, once } from './idempotency'

export type Params = Readonly<Record<string, string>>
export type Handler<B> = (person: Person, body: B, params: Params, request: Request) => Promise<Outcome<unknown>>
export type Route = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>

export interface HandleOptions {
  /** The status of a yes: 200 unless said otherwise. */
  readonly status?: number
  /** The body holds a password: no digest of it may be kept, so an `Idempotency-Key` is not honoured. */
  readonly secret?: boolean
  /** Bytes of the body at most. */
  readonly limit?: number
  /** [AUTH14] Somebody may ask who has to enrol a second factor before anything else. */
  readonly enrolling?: boolean
  /** The use case reads the body itself, piece by piece, and bounds it. What it does must be harmless when repeated. */
  readonly stream?: boolean
}

/**
 * Makes a route of a use case: who asks (401), from our own pages when it writes (403), may a token do it (403), how much (413), is it JSON (400),
 * is it what was agreed (422), was it asked before (`Idempotency-Key`), then the use case, then the refusal table.
 * A use case answers with a value (sent as JSON), a `Response` (sent as it is) or a refusal. Whatever is thrown becomes 500
 * with a reference to the log and nothing else.
 * @param schema  of the JSON body; undefined when there is none
 */
export function handle<S extends z.ZodType>(schema: S, run: Handler<z.infer<S>>, options?: HandleOptions): Route
export function handle(schema: undefined, run: Handler<undefined>, options?: HandleOptions): Route
export function handle<S extends z.ZodType>(
  schema: S | undefined,
  run: Handler<never>,
  options: HandleOptions = {},
): Route {
  return async (request, context) => {
    try {
      const caller = await whoAsks(request, options)
      if (!caller.ok) return toResponse(refusalAnswer(caller.refusal))
      const person = caller.value
      const writes = request.method !== 'GET' && request.method !== 'HEAD'
      // A token is no cookie: no page of another origin sends it by itself.
      if (writes && person.limits === undefined && !isOwnOrigin(request)) {
        return toResponse(
          refusalAnswer(refuse('wrong-origin', `Open ${runtime().env.publicUrl} and try again there.`).refusal),
        )
      }
      const params = flat(await context.params)
      const admitted = await admitToken(person, request, params)
      if (!admitted.ok) return toResponse(refusalAnswer(admitted.refusal))
      if (!writes || options.stream)
        return await respond(await run(person, undefined as never, params, request), options)
      const body = await readBody(request, options.limit ?? BODY_LIMIT)
      if (!body.ok) return toResponse(refusalAnswer(body.refusal))
      const input = schema ? parse(schema, body.value) : ok(undefined)
      if (!input.ok) return toResponse(refusalAnswer(input.refusal))

      const key = request.headers.get('idempotency-key')
      const act = () => run(person, input.value as never, params, request)
      if (key === null || options.secret) return await respond(await act(), options)
      if (!isKey(key)) {
        return toResponse(
          refusalAnswer(refuse('malformed', 'An Idempotency-Key has 1 to 128 printable characters.').refusal),
        )
      }
      const asked = { method: request.method, path: new URL(request.url).pathname, body: body.value }
      return toResponse(await once(person.personId, key, asked, async () => jsonAnswer(await act(), options)))
    } catch (error) {
      return failure(error, request)
    }
  }
}

/** By the token where there is one, else by the session. */
async function whoAsks(request: Request, { enrolling }: HandleOptions): Promise<Outcome<Person>> {
  const token = bearerOf(request.headers)
  if (token !== undefined) return personFromToken(token)
  const person = await (enrolling ? personOfSession : personFromRequest)(request.headers)
  return person ? ok(person) : refuse('not-signed-in', 'Sign in first.')
}

/** A route that anybody may ask: same errors, no person. */
export function handleOpen(
  run: (request: Request) => Promise<Answer | Response> | Answer | Response,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const answer = await run(request)
      return answer instanceof Response ? answer : toResponse(answer)
    } catch (error) {
      return failure(error, request)
    }
  }
}

/**
 * A route of a use case for somebody without an account: from our own pages, bounded and checked like any other. What it
 * takes is secret, so nothing of it is kept for a repeated request.
 */
export function handleStranger<S extends z.ZodType>(
  schema: S,
  run: (body: z.infer<S>, request: Request) => Promise<Outcome<unknown>>,
  options: Pick<HandleOptions, 'status'> = {},
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      if (!isOwnOrigin(request)) {
        return toResponse(
          refusalAnswer(refuse('wrong-origin', `Open ${runtime().env.publicUrl} and try again there.`).refusal),
        )
      }
      const body = await readBody(request, BODY_LIMIT)
      if (!body.ok) return toResponse(refusalAnswer(body.refusal))
      const input = parse(schema, body.value)
      return input.ok ? respond(await run(input.value, request), options) : toResponse(refusalAnswer(input.refusal))
    } catch (error) {
      return failure(error, request)
    }
  }
}

/** Browsers name the page's origin on every write; only ours may. A client that is no browser names none. */
function isOwnOrigin(request: Request): boolean {
  const origin = request.headers.get('origin')
  if (origin !== null) return origin === runtime().env.publicUrl
  const site = request.headers.get('sec-fetch-site')
  return site === null || site === 'same-origin' || site === 'none'
}

function parse<S extends z.ZodType>(schema: S, body: Uint8Array): Outcome<z.infer<S>> {
  const json = parseJson(body)
  if (!json.ok) return json
  const parsed = schema.safeParse(json.value)
  if (parsed.success) return ok(parsed.data)
  const problems = parsed.error.issues.map((issue) => ({ at: issue.path.join('.'), message: issue.message }))
  const first = problems[0]
  return refuse(
    'invalid',
    `${first?.at ? `${first.at}: ` : ''}${first?.message ?? 'The request is not complete.'}`,
    problems,
  )
}

async function respond(outcome: Outcome<unknown>, options: HandleOptions): Promise<Response> {
  if (outcome.ok && outcome.value instanceof Response) return outcome.value
  return toResponse(answerOf(outcome, options.status ?? 200))
}

function jsonAnswer(outcome: Outcome<unknown>, options: HandleOptions): Answer {
  if (outcome.ok && outcome.value instanceof Response)
    throw new Error('A command that is kept by its key answers with JSON.')
  return answerOf(outcome, options.status ?? 200)
}

function failure(error: unknown, request: Request): Response {
  // Two bundles hold this class, so its name decides and not instanceof.
  if (error instanceof Error && error.name === 'CaseNotFound') {
    return toResponse(
      refusalAnswer(refuse('case-not-found', 'There is no such case, or you do not take part in it.').refusal),
    )
  }
  const { log, ids } = runtime()
  // An address may hold a secret: the log gets what was asked for, and the request's name.
  const named = { route: request.headers.get('x-accord-route'), request: request.headers.get('x-request-id') }
  const place = { method: request.method, route: named.route ?? '', request: named.request ?? '' }
  // Whoever left before the end of what they sent hears no answer, and nothing of ours went wrong.
  if (request.signal.aborted || (error instanceof Error && error.message === 'aborted')) {
    log.info('http.cut-off', place)
    return toResponse(refusalAnswer(refuse('upload-cut-off', 'The request was cut off. Send it again.').refusal))
  }
  if (isFull(error)) {
    log.error('http.disk-full', error, place)
    const words = 'Not done: the server’s disk is full or read-only. Tell your administrator, then try again.'
    return toResponse(refusalAnswer(refuse('disk-full', words).refusal))
  }
  const reference = named.request ?? ids()
  log.error('http.failed', error, place)
  return toResponse(
    refusalAnswer(
      refuse(
        'internal',
        `Something went wrong on our side. Try again; if it stays so, quote ${reference} to your administrator.`,
      ).refusal,
    ),
  )
}

function flat(params: Record<string, string | string[] | undefined> = {}): Params {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, [value ?? ''].flat().join('/')]))
}
