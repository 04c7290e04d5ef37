import { desc, eq } from 'drizzle-orm'
import type { Side } from '@/lib/access/policy'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { baselineLinks, people } from '../store/schema'

export interface ListedLink {
  readonly id: string
  readonly baseline: number
  readonly label: string
  readonly side: Side
  readonly madeBy: string
  readonly madeAt: string
  readonly expiresAt: string
  readonly state: 'open' | 'revoked' | 'expired'
  readonly openings: number
  readonly lastOpenedAt?: string
  /** Whether I may take it back. */
  readonly mine: boolean
}

/** [ASL1] The links to this case's baselines, of both sides, newest first: every participant may see who looks in. */
export async function listBaselineLinks(person: Person, caseId: string): Promise<Outcome<{ links: ListedLink[] }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { db, clock } = runtime()
  const at = clock()
  const { side, rights = [] } = allowed.value.actor.participation ?? {}
  const rows = await db
    .select({ one: baselineLinks, by: people.name })
    .from(baselineLinks)
    .innerJoin(people, eq(baselineLinks.madeBy, people.id))
    .where(eq(baselineLinks.caseId, caseId))
    .orderBy(desc(baselineLinks.madeAt))
    .limit(500)
  return ok({
    links: rows.map(({ one, by }) => ({
      id: one.id,
      baseline: one.baseline,
      label: one.label,
      side: one.side,
      madeBy: by,
      madeAt: one.madeAt,
      expiresAt: one.expiresAt,
      state: one.revokedAt !== null ? 'revoked' : one.expiresAt <= at ? 'expired' : 'open',
      openings: one.openings,
      ...(one.lastOpenedAt === null ? {} : { lastOpenedAt: one.lastOpenedAt }),
      mine: one.side === side && rights.includes('administer'),
    })),
  })
}
