import { eq } from 'drizzle-orm'
import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import { sharedOf } from '../agreement/context'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { cases } from '../store/schema'
import { authorOf } from './author'

/**
 * [REP2] Archives a case, or brings it back; recorded in the ledger. Whoever is connected reads on and writes no more, or
 * the other way round, at once.
 * @returns refusals `not-allowed`, `proposal-open`
 */
export async function archiveCase(
  person: Person,
  caseId: string,
  { archived }: { archived: boolean },
): Promise<Outcome<{ archived: boolean }>> {
  const allowed = await authorise(person, caseId, 'administer', {}, { evenArchived: true })
  if (!allowed.ok) return allowed
  const { rooms } = runtime()
  const outcome = await rooms.record(caseId, authorOf(allowed.value.actor), async ({ tx, entries }) => {
    const [row] = await tx.select({ archived: cases.archived }).from(cases).where(eq(cases.id, caseId))
    if (row?.archived === archived) return ok({ entries: [], value: undefined })
    if (archived && reduceAgreement(sharedOf(entries)).open !== undefined) {
      return refuse('proposal-open', 'A version is put to both sides. Let it be signed, refused or withdrawn first.')
    }
    await tx.update(cases).set({ archived }).where(eq(cases.id, caseId))
    const entry: NewEntry = { chain: 'shared', kind: archived ? 'case.archived' : 'case.unarchived', body: {} }
    return ok({ entries: [entry], value: undefined })
  })
  if (!outcome.ok) return outcome
  await rooms.recheck(caseId)
  return ok({ archived })
}
