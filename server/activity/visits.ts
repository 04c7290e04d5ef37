import { and, eq, inArray } from 'drizzle-orm'
import type { Side } from '@/lib/access/policy'
import { type Point, type Visit, visitAfter, visitRead } from '@/lib/activity/visit'
import type { Heads } from '../inbox/heads'
import type { Db } from '../store/db'
import { visits } from '../store/schema'

/** Where a case stands for somebody of this side: the other side's own chain is no part of it. */
export function pointOf(heads: Heads, side: Side | undefined, at: string): Point {
  const { seq, shared } = heads
  return { at, seq, shared, mdm: side === 'mdm' ? heads.mdm : 0, hdo: side === 'hdo' ? heads.hdo : 0 }
}

/** The visits of a person, by case. */
export async function visitsOf(
  db: Db,
  personId: string,
  cases: readonly string[],
): Promise<ReadonlyMap<string, Visit>> {
  if (cases.length === 0) return new Map()
  const rows = await db
    .select()
    .from(visits)
    .where(and(eq(visits.personId, personId), inArray(visits.caseId, [...cases])))
  return new Map(rows.map(({ caseId, here, since }) => [caseId, { here, since }]))
}

/**
 * [ACT1] Notes that a person is seen in a case, or has read it up to a point. Two devices at once do not take each other's
 * mark back.
 * @param read what they have read; absent: they are only there
 * @returns `back`: a new visit begins with this
 */
export async function noteVisit(
  db: Db,
  caseId: string,
  personId: string,
  now: Point,
  read?: Point,
): Promise<Visit & { readonly back: boolean }> {
  const mine = and(eq(visits.caseId, caseId), eq(visits.personId, personId))
  return db.transaction(async (tx) => {
    const [known] = await tx.select().from(visits).where(mine).for('update')
    const visit = read === undefined ? visitAfter(known, now) : visitRead(known, read, now)
    await tx
      .insert(visits)
      .values({ caseId, personId, ...visit })
      .onConflictDoUpdate({ target: [visits.caseId, visits.personId], set: { ...visit } })
    return { ...visit, back: read === undefined && known !== undefined && visit.since.at !== known.since.at }
  })
}
