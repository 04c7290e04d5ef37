import { eq } from 'drizzle-orm'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { passwordAgain } from '../agreement/password-again'
import { runtime } from '../runtime'
import { people, sessions } from '../store/schema'
import type { Person } from './person'
import { after } from './sessions'

/** Seconds after signing in during which somebody without a password needs no further proof. */
const FRESH_SECONDS = 15 * 60

/**
 * [AUTH13] Whoever touches a second factor or the password proves again who they are: a browser that was left open is not
 * enough. With a password: by it. Without one: by having signed in a moment ago.
 */
export async function proveAgain(person: Person, password: string | undefined): Promise<Outcome<void>> {
  const { db, clock } = runtime()
  const [row] = await db.select().from(people).where(eq(people.id, person.personId))
  if (row?.passwordHash != null) {
    if (password === undefined) return refuse('password-needed', 'Type your password too.')
    return passwordAgain(person.personId, person.email, password, 'The password is not right. Type it again.')
  }
  const [session] = await db
    .select()
    .from(sessions)
    .where(eq(sessions.id, person.sessionId ?? ''))
  if (session !== undefined && after(session.createdAt, FRESH_SECONDS) > clock()) return ok()
  return refuse('sign-in-again', 'Sign out, sign in again and come back within a quarter of an hour.')
}
