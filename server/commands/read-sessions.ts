import { and, asc, desc, eq, gt, inArray, lt, lte } from 'drizzle-orm'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { type LoggedChange, type WorkingSession, workingSessions } from '@/lib/history/sessions'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { people, updates } from '../store/schema'
import { SERVICE } from '../sync/migrate-case'

export interface SessionLine extends Omit<WorkingSession, 'people'> {
  readonly people: readonly (WorkingSession['people'][number] & { readonly name: string })[]
}

/** Changes read at once: the embedded store must not hold up the people who type. */
const PAGE = 2_000
/** Changes that one answer looks at; a longer session continues in the next answer. */
const MOST = 20_000

/**
 * The times when people worked on the document, newest first.
 * @param before lists what is older than this seq; absent: from the newest
 * @returns `next`: pass it as `before` to go on; absent at the beginning of the case
 */
export async function readSessions(
  person: Person,
  caseId: string,
  before: string | null,
): Promise<Outcome<{ sessions: SessionLine[]; next?: number }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  if (before !== null && !/^\d{1,15}$/.test(before)) return refuse('malformed', 'Give ?before= as a number.')
  const { db } = runtime()
  const top = before === null ? undefined : Number(before)
  const [newest] = await db
    .select({ seq: updates.seq })
    .from(updates)
    .where(and(eq(updates.caseId, caseId), top === undefined ? undefined : lt(updates.seq, top)))
    .orderBy(desc(updates.seq))
    .limit(1)
  if (newest === undefined) return ok({ sessions: [] })
  const first = Math.max(0, newest.seq - MOST)
  const changes: LoggedChange[] = []
  for (let at = first; at < newest.seq; ) {
    const rows = await db
      .select({ seq: updates.seq, at: updates.at, personId: updates.personId, side: updates.side })
      .from(updates)
      .where(and(eq(updates.caseId, caseId), gt(updates.seq, at), lte(updates.seq, newest.seq)))
      .orderBy(asc(updates.seq))
      .limit(PAGE)
    const last = rows.at(-1)
    if (last === undefined) break
    at = last.seq
    changes.push(...rows.map(({ side, ...row }) => ({ ...row, ...(side === null ? {} : { side }) })))
  }
  const sessions = workingSessions(changes)
  // The oldest may have begun before what was looked at: it is told whole with the next answer.
  if (first > 0 && sessions.length > 1) sessions.shift()
  const oldest = sessions[0]
  return ok({
    sessions: await named(sessions.reverse()),
    ...(oldest !== undefined && oldest.from > 1 ? { next: oldest.from } : {}),
  })
}

async function named(sessions: readonly WorkingSession[]): Promise<SessionLine[]> {
  const ids = [...new Set(sessions.flatMap((session) => session.people.map((each) => each.personId)))]
  if (ids.length === 0) return []
  const rows = await runtime()
    .db.select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, ids))
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? (id === SERVICE ? 'Accord' : 'Someone who was removed')
  return sessions.map((session) => ({
    ...session,
    people: session.people.map((each) => ({ ...each, name: nameOf(each.personId) })),
  }))
}
