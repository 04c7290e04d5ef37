import { and, desc, eq, gt, lte, max, ne, sql } from 'drizzle-orm'
import { type ActivityLine, activityLines } from '@/lib/activity/lines'
import type { Point } from '@/lib/activity/visit'
import { readElement } from '@/lib/case/read'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { type LedgerEntry, readableChains } from '@/lib/wire/ledger'
import { pointOf, visitsOf } from '../activity/visits'
import { authorise, type Person } from '../auth/person'
import { indexTouches } from '../history/touch-index'
import { headsOf } from '../inbox/heads'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import { touches, updates } from '../store/schema'
import { namesOf } from './people-names'

/** Elements of one person's work that are named one by one. */
const NAMED = 30

export interface EditsLine {
  readonly by: { readonly id: string; readonly name: string }
  readonly side?: 'mdm' | 'hdo'
  readonly changes: number
  readonly from: number
  readonly to: number
  readonly end: string
  /** The elements they worked on, the last one first; `total` counts them all. */
  readonly elements: readonly { readonly id: string; readonly name: string; readonly changes: number }[]
  readonly total: number
}

export interface Activity {
  /** Since when; absent for whoever has not been in the case before. */
  readonly since?: string
  /** How far this reading goes: what to name when it is read. */
  readonly upTo: { readonly seq: number; readonly shared: number; readonly own: number }
  readonly edits: readonly EditsLine[]
  readonly lines: readonly ActivityLine[]
}

/** [ACT2] What others did in a case since I was here: their edits, person by person, and every fact that I may read. */
export async function readActivity(person: Person, caseId: string): Promise<Outcome<Activity>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const side = allowed.value.actor.participation?.side
  const { db, clock, rooms } = runtime()
  const heads = (await headsOf(db, [caseId])).get(caseId)
  if (heads === undefined) throw new Error(`The case ${caseId} is gone`)
  const now = pointOf(heads, side, clock())
  const upTo = { seq: now.seq, shared: now.shared, own: side === undefined ? 0 : now[side] }
  const since = (await visitsOf(db, person.personId, [caseId])).get(caseId)?.since
  if (since === undefined) return ok({ upTo, edits: [], lines: [] })
  const store = createRoomStore(db)
  const entries: LedgerEntry[] = []
  for (const chain of readableChains(side)) entries.push(...(await store.entriesAfter(caseId, chain, 0)))
  const fresh = entries.filter(({ chain, seq }) => seq > since[chain])
  const edits = await editsOf(caseId, person.personId, since, now)
  const ids = new Set(edits.flatMap(({ elements }) => elements.map(({ id }) => id)))
  const names = await rooms.read(caseId, (doc) => {
    const nameOf = (id: string) => readElement(doc, id)?.name ?? 'an element that is gone'
    return {
      edits: new Map([...ids].map((id) => [id, nameOf(id)])),
      lines: activityLines(fresh, entries, person.personId, nameOf),
    }
  })
  return ok({
    since: since.at,
    upTo,
    edits: edits.map((line) => ({
      ...line,
      elements: line.elements.map((each) => ({ ...each, name: names.edits.get(each.id) ?? each.id })),
    })),
    lines: names.lines,
  })
}

async function editsOf(caseId: string, me: string, since: Point, now: Point): Promise<EditsLine[]> {
  const { db } = runtime()
  const theirs = and(
    eq(updates.caseId, caseId),
    gt(updates.seq, since.seq),
    lte(updates.seq, now.seq),
    ne(updates.personId, me),
  )
  const people = await db
    .select({
      id: updates.personId,
      side: updates.side,
      changes: sql<string>`count(*)`,
      from: sql<string>`min(${updates.seq})`,
      to: sql<string>`max(${updates.seq})`,
      end: max(updates.at),
    })
    .from(updates)
    .where(theirs)
    .groupBy(updates.personId, updates.side)
    .orderBy(sql`count(*) desc`, updates.personId)
  if (people.length === 0) return []
  await indexTouches(db, createRoomStore(db), caseId)
  const touched = await db
    .select({
      personId: updates.personId,
      side: updates.side,
      element: touches.element,
      changes: sql<string>`count(*)`,
    })
    .from(touches)
    .innerJoin(updates, and(eq(updates.caseId, touches.caseId), eq(updates.seq, touches.seq)))
    .where(and(theirs, eq(touches.caseId, caseId), gt(touches.seq, since.seq), lte(touches.seq, now.seq)))
    .groupBy(updates.personId, updates.side, touches.element)
    .orderBy(desc(max(touches.seq)), touches.element)
  const nameOf = await namesOf(people.map(({ id }) => id))
  return people.map(({ id, side, changes, from, to, end }) => {
    const own = touched.filter((each) => each.personId === id && each.side === side)
    return {
      by: { id, name: nameOf(id) },
      ...(side === null ? {} : { side }),
      changes: Number(changes),
      from: Number(from),
      to: Number(to),
      end: end ?? now.at,
      elements: own
        .slice(0, NAMED)
        .map((each) => ({ id: each.element, name: each.element, changes: Number(each.changes) })),
      total: own.length,
    }
  })
}
