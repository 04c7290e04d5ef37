import { and, desc, eq, lt } from 'drizzle-orm'
import { readElement } from '@/lib/case/read'
import { isKey } from '@/lib/case/ydoc'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { type ElementChange, elementChanges, type TouchedRow } from '@/lib/history/element-changes'
import { touchWords } from '@/lib/history/touch-words'
import type { Touch } from '@/lib/history/touched'
import { authorise, type Person } from '../auth/person'
import { indexTouches } from '../history/touch-index'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import { touches, updates } from '../store/schema'
import { namesOf } from './people-names'

/** Rows of the log that one answer looks at at most. */
const PAGE = 3_000

export interface ElementChangeLine extends Omit<ElementChange, 'personId' | 'what'> {
  readonly by: { readonly id: string; readonly name: string }
  readonly what: readonly (Touch & { readonly words: string })[]
}

/**
 * [HIS5] Everything that was done to one element, newest first: who, when, what. A text's wording before and after is
 * read by comparing the states `from - 1` and `to` of that element.
 * @param before only what is older than this seq
 * @returns `next`: pass it as `before` to go on; refusal `element-not-found` for an element that the case never had
 */
export async function readElementHistory(
  person: Person,
  caseId: string,
  element: string,
  before: string | null,
): Promise<Outcome<{ changes: ElementChangeLine[]; next?: number }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  if (before !== null && !/^\d{1,15}$/.test(before)) return refuse('malformed', 'Give ?before= as a number.')
  const absent = refuse('element-not-found', 'The case has no such element, and never had.')
  if (!isKey(element)) return absent
  const { db, rooms } = runtime()
  await indexTouches(db, createRoomStore(db), caseId)
  const rows = await db
    .select({ seq: touches.seq, what: touches.what, at: updates.at, personId: updates.personId, side: updates.side })
    .from(touches)
    .innerJoin(updates, and(eq(updates.caseId, touches.caseId), eq(updates.seq, touches.seq)))
    .where(
      and(
        eq(touches.caseId, caseId),
        eq(touches.element, element),
        before === null ? undefined : lt(touches.seq, Number(before)),
      ),
    )
    .orderBy(desc(touches.seq))
    .limit(PAGE)
  if (rows.length === 0 && before === null) return absent
  const changes = elementChanges(
    rows.reverse().map(({ side, what, ...row }): TouchedRow => {
      return { ...row, what: what as readonly Touch[], ...(side === null ? {} : { side }) }
    }),
  )
  const nameOf = await namesOf(changes.map(({ personId }) => personId))
  const others = [
    ...new Set(changes.flatMap(({ what }) => what.flatMap((t) => (t.on === 'relation' ? [t.other] : [])))),
  ]
  const { self, names } = await rooms.read(caseId, (doc) => ({
    self: readElement(doc, element),
    names: new Map(others.map((id) => [id, readElement(doc, id)?.name])),
  }))
  const first = rows[0]
  return ok({
    changes: changes.map(({ personId, what, ...change }) => ({
      ...change,
      by: { id: personId, name: nameOf(personId) },
      what: what.map((touch) => ({ ...touch, words: touchWords(touch, self, (id) => names.get(id) ?? id) })),
    })),
    ...(rows.length === PAGE && first !== undefined ? { next: first.seq } : {}),
  })
}
