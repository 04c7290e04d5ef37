import { and, eq } from 'drizzle-orm'
import { type Act, type Actor, can, type Right, type Thing } from '@/lib/access/policy'
import { leaves, reaches } from '@/lib/access/token-scope'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { runtime } from '../runtime'
import { cases, participants } from '../store/schema'
import type { AnyHeaders } from './headers'
import { personOfSession } from './session-person'
import { bearerOf } from './token-person'

/** Someone signed in, before any case. `Actor` without a participation. */
export interface Person extends Omit<Actor, 'participation'> {
  /** Organisation's usual side, for new cases. */
  readonly organisationSide?: 'mdm' | 'hdo'
  /** When the session ends, ISO 8601. */
  readonly expires: string
  /** Which session of theirs; absent for whoever comes with a token. */
  readonly sessionId?: string
}

export type CaseRow = typeof cases.$inferSelect

/**
 * [AUTH4] Who sends this request: reads the session cookie and the person's row, every time, so that a disabled person or
 * an ended session is out at once. For routes, pages (`await headers()`) and raw upgrade requests. [TOK5] Whoever comes
 * with a token is nobody here: tokens open the API alone, neither pages nor sockets.
 */
export async function personFromRequest(headers: AnyHeaders): Promise<Person | undefined> {
  if (bearerOf(headers) !== undefined) return undefined
  const person = await personOfSession(headers)
  // [AUTH14] Whoever has to enrol a second factor first is nobody until then.
  return person?.mustEnrol ? undefined : person
}

/**
 * [ACC6] Finds the case and judges the act by the one policy. A case that is absent or not theirs looks the same:
 * `case-not-found`. A participant who lacks the right is told so: `not-allowed`. A case that is still being built is open
 * to its founders; nobody is told its id before it is complete. [REP2] In an archived case there is only reading.
 * @param evenArchived for what has to be possible in an archived case too
 */
export async function authorise(
  person: Omit<Actor, 'participation'>,
  caseId: string,
  act: Act,
  thing: Thing = {},
  { evenArchived = false } = {},
): Promise<Outcome<{ actor: Actor; case: CaseRow }>> {
  const [row] = await runtime()
    .db.select({ case: cases, part: participants })
    .from(participants)
    .innerJoin(cases, eq(participants.caseId, cases.id))
    .where(and(eq(participants.caseId, caseId), eq(participants.personId, person.personId)))
  const notFound = refuse('case-not-found', 'There is no such case, or you do not take part in it.')
  if (!row || !reaches(person.limits, caseId)) return notFound
  const actor: Actor = {
    personId: person.personId,
    email: person.email,
    name: person.name,
    organisation: person.organisation,
    participation: {
      side: row.part.side ?? undefined,
      rights: (row.part.rights as Right[]).filter((right) => leaves(person.limits, right)),
    },
    limits: person.limits,
  }
  if (!can(actor, 'read')) return notFound
  if (!can(actor, act, thing)) {
    return refuse(
      'not-allowed',
      'You take part in this case without the right to do this. Ask an administrator of your side.',
    )
  }
  if (row.case.archived && act !== 'read' && !evenArchived) {
    return refuse(
      'case-archived',
      'This case is archived: it can be read, not changed. An administrator can bring it back.',
    )
  }
  return ok({ actor, case: row.case })
}
