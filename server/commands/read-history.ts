import { and, desc, eq, lt } from 'drizzle-orm'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { people, updates } from '../store/schema'
import { SERVICE } from '../sync/migrate-case'

/** Changes of the document that one answer lists at most. */
const PAGE = 200

export interface HistoryLine {
  readonly seq: number
  readonly at: string
  readonly by: { readonly id: string; readonly name: string }
  readonly side?: 'mdm' | 'hdo'
}

/**
 * Who changed the document when, newest first.
 * @param before  lists what is older than this seq; absent: from the newest
 */
export async function readHistory(
  person: Person,
  caseId: string,
  before: string | null,
): Promise<Outcome<{ changes: HistoryLine[]; next?: number }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  if (before !== null && !/^\d{1,15}$/.test(before)) return refuse('malformed', 'Give ?before= as a number.')
  const rows = await runtime()
    .db.select({ seq: updates.seq, at: updates.at, id: updates.personId, side: updates.side, name: people.name })
    .from(updates)
    .leftJoin(people, eq(updates.personId, people.id))
    .where(and(eq(updates.caseId, caseId), before === null ? undefined : lt(updates.seq, Number(before))))
    .orderBy(desc(updates.seq))
    .limit(PAGE)
  const last = rows.at(-1)
  return ok({
    changes: rows.map(({ seq, at, id, side, name }) => ({
      seq,
      at,
      by: { id, name: name ?? (id === SERVICE ? 'Accord' : 'Someone who was removed') },
      side: side ?? undefined,
    })),
    next: rows.length === PAGE && last && last.seq > 1 ? last.seq : undefined,
  })
}
