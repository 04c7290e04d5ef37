import { and, eq, isNull, lt, lte, or, sql } from 'drizzle-orm'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { runtime } from '../runtime'
import { apiTokenActs, apiTokens, organisations, people } from '../store/schema'
import { isTheSame, tokenId } from './api-token'
import { type AnyHeaders, headerOf } from './headers'
import type { Person } from './person'
import { mayAsk, operationOf } from './token-rules'

/** How many of the latest changes asked for with a token are kept. */
const ACTS_KEPT = 200

/** The token of a request that brings one: such a request is the program's, and its cookies count for nothing. */
export function bearerOf(headers: AnyHeaders): string | undefined {
  const [scheme, token] = (headerOf(headers, 'authorization') ?? '').trim().split(/\s+/)
  return scheme?.toLowerCase() === 'bearer' ? (token ?? '') : undefined
}

/**
 * [TOK2] Whose token this is: looked up on every request, so that a token that was revoked or has ended, and a person who
 * is disabled, are out at once. Unknown, revoked and ended get the same answer.
 * @returns refusal `token-not-valid`
 */
export async function personFromToken(token: string): Promise<Outcome<Person>> {
  const refused = refuse(
    'token-not-valid',
    'This token is not known here, has ended or was revoked. Make a new one under API tokens in your account.',
  )
  const id = tokenId(token)
  if (id === undefined) return refused
  const { db, clock } = runtime()
  const [row] = await db
    .select({ token: apiTokens, person: people, organisation: organisations.name, side: organisations.side })
    .from(apiTokens)
    .innerJoin(people, eq(apiTokens.personId, people.id))
    .leftJoin(organisations, eq(people.organisationId, organisations.id))
    .where(eq(apiTokens.id, id))
  if (!isTheSame(token, row?.token.digest) || row === undefined) return refused
  if (row.token.revokedAt !== null || row.token.expiresAt <= clock() || row.person.disabled) return refused
  return ok({
    personId: row.person.id,
    email: row.person.email,
    name: row.person.name,
    organisation: row.organisation ?? undefined,
    organisationSide: row.side ?? undefined,
    expires: row.token.expiresAt,
    limits: { id, scope: row.token.scope, ...(row.token.cases === null ? {} : { cases: row.token.cases }) },
  })
}

/**
 * [TOK3] [TOK6] Whether the person's token may ask for this, and a note of it for them: the hour of its last use, and each
 * change that was asked for.
 * @returns refusal `token-not-allowed`
 */
export async function admitToken(
  person: Person,
  request: Request,
  params: Readonly<Record<string, string>>,
): Promise<Outcome<void>> {
  const { limits } = person
  if (limits === undefined) return ok()
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const operation = operationOf(method, new URL(request.url).pathname, params)
  const allowed = mayAsk(operation, limits.scope, limits.cases !== undefined)
  await note(limits.id, method === 'GET' ? undefined : { act: operation, caseId: params.caseId, allowed })
  if (allowed) return ok()
  return refuse(
    'token-not-allowed',
    'This token may not do this. Do it yourself in the browser, or make a token that may, under API tokens in your account.',
  )
}

async function note(
  id: string,
  change: { act: string | undefined; caseId: string | undefined; allowed: boolean } | undefined,
): Promise<void> {
  const { db, clock } = runtime()
  const at = clock()
  const lastUsedAt = `${at.slice(0, 13)}:00:00.000Z`
  const unseen = or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, lastUsedAt))
  if (change === undefined) {
    await db
      .update(apiTokens)
      .set({ lastUsedAt })
      .where(and(eq(apiTokens.id, id), unseen))
    return
  }
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(apiTokens)
      .set({ lastUsedAt, acts: sql`${apiTokens.acts} + 1` })
      .where(eq(apiTokens.id, id))
      .returning({ number: apiTokens.acts })
    if (row === undefined) return
    const { act = 'something unknown', caseId, allowed } = change
    await tx.insert(apiTokenActs).values({ tokenId: id, number: row.number, at, act, caseId, allowed })
    await tx
      .delete(apiTokenActs)
      .where(and(eq(apiTokenActs.tokenId, id), lte(apiTokenActs.number, row.number - ACTS_KEPT)))
  })
}
