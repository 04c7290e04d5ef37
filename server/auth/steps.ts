import { randomBytes } from 'node:crypto'
import { and, eq, lt, sql } from 'drizzle-orm'
import { runtime } from '../runtime'
import { signInSteps } from '../store/schema'
import { ownCookie, ownCookieHeader, type SetCookie } from './cookies'
import type { AnyHeaders } from './headers'
import { after, sessionId } from './sessions'

export type StepRow = typeof signInSteps.$inferSelect

/** Seconds for the second step. */
const SECONDS = 10 * 60
/** Wrong answers after which the first step has to be done again. */
export const MOST_TRIES = 5
const COOKIE = 'step'

/** What is kept of the first step. */
export type FirstStep = Pick<StepRow, 'personId' | 'kind' | 'how'> & { issuer?: string | null; subject?: string | null }

/** [AUTH12] Lets a sign-in wait for its second step: in this browser only, and not for long. */
export async function keepStep(first: FirstStep, set: SetCookie): Promise<void> {
  const { db, clock } = runtime()
  const at = clock()
  const secret = randomBytes(32).toString('base64url')
  await db.delete(signInSteps).where(lt(signInSteps.expiresAt, at))
  await db.insert(signInSteps).values({ ...first, id: sessionId(secret), expiresAt: after(at, SECONDS) })
  set(ownCookieHeader(COOKIE, secret, SECONDS))
}

/** The sign-in of this browser that waits, if any does. */
export async function readStep(headers: AnyHeaders): Promise<StepRow | undefined> {
  const secret = ownCookie(headers, COOKIE)
  if (secret === undefined) return undefined
  const { db, clock } = runtime()
  const [row] = await db
    .select()
    .from(signInSteps)
    .where(eq(signInSteps.id, sessionId(secret)))
  return row !== undefined && row.expiresAt > clock() && row.tries < MOST_TRIES ? row : undefined
}

/** Keeps the challenge that the person's key is asked for. */
export async function keepStepChallenge(step: StepRow, challenge: string): Promise<void> {
  await runtime().db.update(signInSteps).set({ challenge }).where(eq(signInSteps.id, step.id))
}

/** Counts an answer before it is looked at. @returns false when there were too many, or the step is gone */
export async function countTry(step: StepRow): Promise<boolean> {
  const counted = await runtime()
    .db.update(signInSteps)
    .set({ tries: sql`${signInSteps.tries} + 1`, challenge: null })
    .where(and(eq(signInSteps.id, step.id), lt(signInSteps.tries, MOST_TRIES)))
    .returning({ id: signInSteps.id })
  return counted.length === 1
}

/** The step is done: nobody does it again. @returns false when somebody was faster */
export async function takeStep(step: StepRow, set: SetCookie): Promise<boolean> {
  set(ownCookieHeader(COOKIE, '', 0))
  const taken = await runtime()
    .db.delete(signInSteps)
    .where(eq(signInSteps.id, step.id))
    .returning({ id: signInSteps.id })
  return taken.length === 1
}

/** Ends every sign-in of a person that waits, for instance because the password is another one now. */
export async function dropSteps(personId: string): Promise<void> {
  await runtime().db.delete(signInSteps).where(eq(signInSteps.personId, personId))
}
