import { eq } from 'drizzle-orm'
import type { AccountAnswer } from '@/lib/access/account-answer'
import type { EndSessionsRequest } from '@/lib/access/account-requests'
import { type Outcome, refuse } from '@/lib/gsn/outcome'
import { noteEvent } from '../auth/account-events'
import type { Person } from '../auth/person'
import { endSessions } from '../auth/sessions'
import { runtime } from '../runtime'
import { sessions } from '../store/schema'
import { readAccount } from './read-account'

/** [AUTH9] Ends one of my sessions, or all but this one. */
export async function endMySessions(person: Person, { session }: EndSessionsRequest): Promise<Outcome<AccountAnswer>> {
  const { db } = runtime()
  const { personId, sessionId } = person
  if (session === undefined) {
    const ended = await endSessions(personId, sessionId === undefined ? 'all' : { but: sessionId })
    if (ended > 0) await noteEvent(db, personId, 'sessions-ended')
    return readAccount(person)
  }
  const [row] = await db.select().from(sessions).where(eq(sessions.id, session))
  const ended = row?.personId === personId ? await endSessions(personId, { only: session }) : 0
  if (row === undefined || ended === 0) {
    return refuse('session-not-found', 'You have no such session, or it has ended already.')
  }
  await noteEvent(db, personId, 'session-ended', { note: row.device })
  return readAccount(person)
}
