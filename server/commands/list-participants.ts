import { asc, eq } from 'drizzle-orm'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import type { Db, Tx } from '../store/db'
import { organisations, participants, people } from '../store/schema'

export interface Participant {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly organisation?: string
  readonly side?: 'mdm' | 'hdo'
  readonly rights: readonly string[]
  readonly since: string
}

/** Everybody who takes part in the case; every participant may see who the others are. */
export async function listParticipants(
  person: Person,
  caseId: string,
): Promise<Outcome<{ participants: Participant[] }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  return ok({ participants: await readParticipants(runtime().db, caseId) })
}

/** The participants' rows with their people, by side and name. */
export async function readParticipants(db: Db | Tx, caseId: string): Promise<Participant[]> {
  const rows = await db
    .select({ part: participants, person: people, organisation: organisations.name })
    .from(participants)
    .innerJoin(people, eq(participants.personId, people.id))
    .leftJoin(organisations, eq(people.organisationId, organisations.id))
    .where(eq(participants.caseId, caseId))
    .orderBy(asc(participants.side), asc(people.name))
  return rows.map(({ part, person, organisation }) => ({
    id: person.id,
    name: person.name,
    email: person.email,
    organisation: organisation ?? undefined,
    side: part.side ?? undefined,
    rights: part.rights,
    since: part.since,
  }))
}
