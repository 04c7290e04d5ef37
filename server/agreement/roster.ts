import { eq } from 'drizzle-orm'
import { can, type Right } from '@/lib/access/policy'
import type { Roster, Side, Signatory } from '@/lib/agreement/charter'
import type { Db, Tx } from '../store/db'
import { organisations, participants, people } from '../store/schema'

/** Who may sign for which side now, in the order of their addresses. */
export async function readRoster(db: Db | Tx, caseId: string): Promise<Roster> {
  const rows = await db
    .select({ part: participants, person: people, organisation: organisations.name })
    .from(participants)
    .innerJoin(people, eq(participants.personId, people.id))
    .leftJoin(organisations, eq(people.organisationId, organisations.id))
    .where(eq(participants.caseId, caseId))
    .orderBy(people.email)
  const roster: Record<Side, Signatory[]> = { mdm: [], hdo: [] }
  for (const { part, person, organisation } of rows) {
    if (part.side === null || person.disabled) continue
    const { id, name, email } = person
    const participation = { side: part.side, rights: part.rights as Right[] }
    if (!can({ personId: id, name, email, participation }, 'sign')) continue
    roster[part.side].push({ id, name, email, organisation: organisation ?? '' })
  }
  return roster
}
