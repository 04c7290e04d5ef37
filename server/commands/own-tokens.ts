import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { CreateTokenRequest } from '@/lib/access/token-requests'
import type { ToldToken } from '@/lib/access/token-scope'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { passwordAgain } from '../agreement/password-again'
import { makeToken } from '../auth/api-token'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { apiTokenActs, apiTokens, people } from '../store/schema'

/** Tokens of one person that count at the same time. */
const MOST_TOKENS = 50
/** Ended ones that are still shown. */
const ENDED_SHOWN = 50
const DAY = 86_400_000

/** [TOK6] My tokens, newest first, with what was done with them. Never a token itself. */
export async function listTokens(person: Person): Promise<Outcome<{ tokens: ToldToken[]; needsPassword: boolean }>> {
  const { db } = runtime()
  const rows = await db
    .select()
    .from(apiTokens)
    .where(eq(apiTokens.personId, person.personId))
    .orderBy(desc(apiTokens.createdAt))
    .limit(MOST_TOKENS + ENDED_SHOWN)
  const tokens = await Promise.all(
    rows.map(async ({ digest: _kept, personId: _mine, acts: _count, cases, revokedAt, lastUsedAt, ...row }) => ({
      ...row,
      ...(cases === null ? {} : { cases }),
      ...(revokedAt === null ? {} : { revokedAt }),
      ...(lastUsedAt === null ? {} : { lastUsedAt }),
      acts: await actsOf(row.id),
    })),
  )
  return ok({ tokens, needsPassword: await hasPassword(person.personId) })
}

/**
 * [TOK1] Makes a token. It stands in this answer and nowhere else. The password is asked again, so that a screen left
 * open is not enough.
 * @returns refusals `wrong-password`, `too-many-attempts`, `case-not-found`, `tokens-full`
 */
export async function createToken(person: Person, request: CreateTokenRequest): Promise<Outcome<unknown>> {
  const { db, clock, log } = runtime()
  if (await hasPassword(person.personId)) {
    const right = await passwordAgain(
      person.personId,
      person.email,
      request.password ?? '',
      'The password is not right. No token was made; type it again.',
    )
    if (!right.ok) return right
  }
  for (const caseId of request.cases ?? []) {
    const readable = await authorise(person, caseId, 'read')
    if (!readable.ok) return readable
  }
  const at = clock()
  const live = await db
    .select({ id: apiTokens.id })
    .from(apiTokens)
    .where(and(eq(apiTokens.personId, person.personId), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, at)))
  if (live.length >= MOST_TOKENS) {
    return refuse('tokens-full', `You have ${live.length} tokens. Revoke those that you no longer use first.`)
  }
  const { id, token, digest } = makeToken()
  const expiresAt = new Date(Date.parse(at) + request.days * DAY).toISOString()
  const { name, scope, cases } = request
  await db
    .insert(apiTokens)
    .values({ id, personId: person.personId, name, scope, cases, digest, createdAt: at, expiresAt })
  log.info('token.created', { person: person.personId, token: id, scope })
  return ok({ id, token, name, scope, ...(cases === undefined ? {} : { cases }), createdAt: at, expiresAt })
}

/** [TOK2] Ends one of my tokens at once. Ending an ended one changes nothing. @returns refusal `token-not-found` */
export async function revokeToken(person: Person, id: string): Promise<Outcome<{ id: string; revokedAt: string }>> {
  const { db, clock, log } = runtime()
  const mine = and(eq(apiTokens.id, id), eq(apiTokens.personId, person.personId))
  await db
    .update(apiTokens)
    .set({ revokedAt: clock() })
    .where(and(mine, isNull(apiTokens.revokedAt)))
  const [row] = await db.select().from(apiTokens).where(mine)
  if (!row?.revokedAt) return refuse('token-not-found', 'You have no such token.')
  log.info('token.revoked', { person: person.personId, token: id })
  return ok({ id, revokedAt: row.revokedAt })
}

/** Ends every token of a person: for when their password was taken from them, or they are. */
export async function revokeTokensOf(personId: string): Promise<void> {
  const { db, clock } = runtime()
  await db
    .update(apiTokens)
    .set({ revokedAt: clock() })
    .where(and(eq(apiTokens.personId, personId), isNull(apiTokens.revokedAt)))
}

async function actsOf(tokenId: string): Promise<ToldToken['acts']> {
  const rows = await runtime()
    .db.select()
    .from(apiTokenActs)
    .where(eq(apiTokenActs.tokenId, tokenId))
    .orderBy(desc(apiTokenActs.number))
    .limit(20)
  return rows.map(({ at, act, caseId, allowed }) => ({ at, act, allowed, ...(caseId === null ? {} : { caseId }) }))
}

async function hasPassword(personId: string): Promise<boolean> {
  const [row] = await runtime().db.select({ kept: people.passwordHash }).from(people).where(eq(people.id, personId))
  return row?.kept !== null && row !== undefined
}
