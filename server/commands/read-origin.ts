import { eq } from 'drizzle-orm'
import { casePart } from '@/lib/agreement/content'
import { canonicalCase } from '@/lib/case/canonical-case'
import { type CopyContext, copyForTaking } from '@/lib/case/duplicate'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { type CaseChange, caseChanges } from '@/lib/history/case-changes'
import { restoreInto } from '@/lib/history/restore'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import { type CaseOrigin, files } from '../store/schema'
import { stateAt } from '../sync/history'
import { authorOf } from './author'

export interface OriginReading {
  /** Absent for a case of its own. */
  readonly origin?: CaseOrigin & { readonly at: string; readonly title?: string }
  /** Whether I may read the origin. */
  readonly readable: boolean
  /** The state of the origin that was compared. */
  readonly now?: number
  /** What has changed at the origin since the copy was made. */
  readonly changes?: readonly CaseChange[]
  /** Elements of which this case says already what the origin says now. */
  readonly taken?: readonly string[]
}

/** [REP4] Where a case comes from, and, for those who may read that case too, what has changed there since. */
export async function readOrigin(person: Person, caseId: string): Promise<Outcome<OriginReading>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { case: row } = allowed.value
  if (row.origin === null) return ok({ readable: false })
  const origin = { ...row.origin, at: row.createdAt }
  const there = await authorise(person, origin.case, 'read')
  if (!there.ok) return ok({ origin, readable: false })
  const { db, rooms } = runtime()
  const store = createRoomStore(db)
  const then = await stateAt(store, origin.case, origin.seq)
  if (!then.ok) return then
  try {
    const before = casePart(canonicalCase(then.value.doc))
    const { part: after, seq } = await rooms.read(origin.case, (doc, seq) => ({
      part: casePart(canonicalCase(doc)),
      seq,
    }))
    const changes = caseChanges(before, after)
    const own = await rooms.read(caseId, (doc) => casePart(canonicalCase(doc)))
    const differs = new Set(
      caseChanges(own, after)
        .filter(({ kind }) => kind !== 'removed')
        .map(({ element }) => element),
    )
    const touched = [...new Set(changes.map(({ element }) => element))]
    const taken = touched.filter((id) => !differs.has(id))
    return ok({ origin: { ...origin, title: there.value.case.title }, readable: true, now: seq, changes, taken })
  } finally {
    then.value.doc.destroy()
  }
}

/**
 * [REP4] Puts what the origin says of one element now into this case, as an edit of this person: as a copy made now would
 * hold it.
 * @returns refusals `origin-not-found` where there is none or it is not theirs to read, `element-absent`
 */
export async function takeOver(
  person: Person,
  caseId: string,
  { element }: { element: string },
): Promise<Outcome<{ seq: number; left: readonly string[] }>> {
  const allowed = await authorise(person, caseId, 'edit')
  if (!allowed.ok) return allowed
  const { actor, case: row } = allowed.value
  const absent = refuse('origin-not-found', 'This case has no origin that you take part in.')
  const there = row.origin === null ? absent : await authorise(person, row.origin.case, 'read')
  const side = actor.participation?.side
  if (row.origin === null || !there.ok || side === undefined) return absent
  const { db, rooms } = runtime()
  const store = createRoomStore(db)
  const head = await store.head(row.origin.case)
  const now = await stateAt(store, row.origin.case, head.seq)
  if (!now.ok) return now
  const [{ kind }, here] = [
    row.origin,
    await db.select({ sha256: files.sha256 }).from(files).where(eq(files.caseId, caseId)),
  ]
  const context: CopyContext = { kind, side, files: new Set(here.map(({ sha256 }) => sha256)) }
  const copy = copyForTaking(now.value.doc, context)
  try {
    const author = authorOf(actor)
    const outcome = await rooms.edit(caseId, author, (doc) =>
      restoreInto(doc, copy, element, { by: author.personId, side: author.side }),
    )
    if (!outcome.ok) return outcome
    return ok({ seq: outcome.value.seq, left: outcome.value.value.left })
  } finally {
    copy.destroy()
    now.value.doc.destroy()
  }
}
