import { eq } from 'drizzle-orm'
import { runtime } from '../runtime'
import { people, sessions } from '../store/schema'
import { sessionHeader } from './next-auth'
import type { Person } from './person'
import { endSessions, openSession } from './sessions'
import { dropSteps } from './steps'

/**
 * [AUTH8] Gives the person a new session in the place of this one and ends all others: after a change of what they sign in
 * with, whoever held an earlier one is out. @returns the header that brings it into this browser
 */
export async function renewSession(person: Person, request: Request): Promise<string> {
  const { db } = runtime()
  const [before] = await db
    .select()
    .from(sessions)
    .where(eq(sessions.id, person.sessionId ?? ''))
  const [row] = await db.select().from(people).where(eq(people.id, person.personId))
  const epoch = row?.sessionEpoch ?? 1
  await dropSteps(person.personId)
  await endSessions(person.personId, 'all')
  const secret = await openSession(db, { id: person.personId, epoch }, before?.how ?? 'password', request.headers)
  return sessionHeader(secret)
}

/** A JSON answer that brings a new session along. */
export async function withNewSession(person: Person, request: Request, value: object): Promise<Response> {
  const headers = { 'set-cookie': await renewSession(person, request), 'cache-control': 'no-store' }
  return Response.json(value, { headers })
}
