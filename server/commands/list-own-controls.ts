import { asc, eq } from 'drizzle-orm'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { ownControls, people } from '../store/schema'

export interface OwnControlListed {
  readonly side: 'mdm' | 'hdo'
  /** A capability's code; empty for all. */
  readonly capability: string
  readonly standard: string
  readonly ref: string
  readonly title: string
  readonly source: string
  readonly line: number
  readonly by: string
  readonly at: string
}

/** The controls that both organisations brought from their own tables: who takes part sees both. */
export async function listOwnControls(
  person: Person,
  caseId: string,
): Promise<Outcome<{ controls: readonly OwnControlListed[] }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const rows = await runtime()
    .db.select({ row: ownControls, name: people.name })
    .from(ownControls)
    .leftJoin(people, eq(people.id, ownControls.personId))
    .where(eq(ownControls.caseId, caseId))
    .orderBy(asc(ownControls.side), asc(ownControls.capability), asc(ownControls.standard), asc(ownControls.ref))
  return ok({
    controls: rows.map(({ row, name }) => {
      const { side, capability, standard, ref, title, source, line, at } = row
      return { side, capability, standard, ref, title, source, line, by: name ?? '', at }
    }),
  })
}
