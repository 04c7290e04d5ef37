import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { runtime } from '../runtime'
import { codeApps, organisations, people, sessions, signInKeys } from '../store/schema'
import type { AnyHeaders } from './headers'
import { readSession } from './next-auth'
import type { Person } from './person'
import { counts, noteSeen, showsPresence } from './sessions'

/** Somebody with a session, and whether they have to enrol a second factor before they get anywhere. */
export interface SessionPerson extends Person {
  readonly sessionId: string
  readonly mustEnrol: boolean
}

/**
 * [AUTH4] [AUTH14] Whose session this is, looked up every time. For the few places where somebody is let in who still has
 * to enrol a second factor; everywhere else personFromRequest is asked.
 */
export async function personOfSession(headers: AnyHeaders): Promise<SessionPerson | undefined> {
  const id = await readSession(headers)
  if (id === undefined) return undefined
  const { db, clock } = runtime()
  const [row] = await db
    .select({
      session: sessions,
      person: people,
      organisation: organisations.name,
      side: organisations.side,
      mustEnrol: sql<boolean>`coalesce(${organisations.secondFactorRequired}, false) and not ${hasFactor()}`,
    })
    .from(sessions)
    .innerJoin(people, eq(sessions.personId, people.id))
    .leftJoin(organisations, eq(people.organisationId, organisations.id))
    .where(eq(sessions.id, id))
  if (!row || row.person.disabled || row.person.sessionEpoch !== row.session.epoch) return undefined
  if (!counts(row.session, clock())) return undefined
  if (showsPresence(headers)) await noteSeen(row.session)
  return {
    personId: row.person.id,
    email: row.person.email,
    name: row.person.name,
    organisation: row.organisation ?? undefined,
    organisationSide: row.side ?? undefined,
    expires: row.session.expiresAt,
    sessionId: id,
    mustEnrol: row.mustEnrol,
  }
}

/** Whether the person of the row has a second factor: an app that was confirmed, or a key. */
function hasFactor() {
  const { db } = runtime()
  const app = db
    .select({ one: sql`1` })
    .from(codeApps)
    .where(and(eq(codeApps.personId, people.id), isNotNull(codeApps.confirmedAt)))
  const key = db.select({ one: sql`1` }).from(signInKeys).where(eq(signInKeys.personId, people.id))
  return sql`(exists (${app}) or exists (${key}))`
}
