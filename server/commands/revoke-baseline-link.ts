import { and, eq } from 'drizzle-orm'
import { can } from '@/lib/access/policy'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { baselineLinks } from '../store/schema'
import { authorOf } from './author'
import { type ListedLink, listBaselineLinks } from './list-baseline-links'

/**
 * [ASL2] Takes a link back: from this moment it opens nothing. An administrator of the side that made it.
 * @returns the links afterwards; refusals `link-not-found`, `not-allowed`
 */
export async function revokeBaselineLink(
  person: Person,
  caseId: string,
  id: string,
): Promise<Outcome<{ links: ListedLink[] }>> {
  const allowed = await authorise(person, caseId, 'administer', {}, { evenArchived: true })
  if (!allowed.ok) return allowed
  const { actor } = allowed.value
  const done = await runtime().rooms.record(caseId, authorOf(actor), async ({ tx, at }) => {
    const mine = and(eq(baselineLinks.id, id), eq(baselineLinks.caseId, caseId))
    const [row] = await tx.select().from(baselineLinks).where(mine).for('update')
    if (row === undefined) return refuse('link-not-found', 'There is no such link.')
    if (!can(actor, 'administer', { side: row.side })) {
      return refuse('not-allowed', 'Only an administrator of the side that made the link takes it back.')
    }
    if (row.revokedAt !== null) return ok({ entries: [], value: undefined })
    await tx.update(baselineLinks).set({ revokedAt: at }).where(mine)
    const body = { link: id, baseline: row.baseline }
    return ok({ entries: [{ chain: 'shared', kind: 'link.revoked', body }], value: undefined })
  })
  return done.ok ? listBaselineLinks(person, caseId) : done
}
