import { and, eq, gt, lte, sql } from 'drizzle-orm'
import * as Y from 'yjs'
import { type Touches, touchesOf } from '@/lib/history/touched'
import type { Db } from '../store/db'
import type { RoomStore } from '../store/room-store'
import { touches, touchHeads } from '../store/schema'
import { applyRow, keepSnapshot, SNAPSHOT_EVERY, stateAt } from '../sync/history'

/** Rows written at once. */
const BATCH = 500

const underWay = new Map<string, Promise<void>>()

/**
 * [HIS5] Brings the index of what touched which element up to the head of the log. It is read from the log by replay, page
 * by page, so that others are served meanwhile; the first time that takes as long as the history is, later only what is new.
 * Several processes may do so at once: a row is written once.
 * @throws CaseNotFound, LogDamaged or the store's error
 */
export function indexTouches(db: Db, store: RoomStore, caseId: string): Promise<void> {
  let work = underWay.get(caseId)
  if (work === undefined) {
    work = bringUp(db, store, caseId).finally(() => underWay.delete(caseId))
    underWay.set(caseId, work)
  }
  return work
}

async function bringUp(db: Db, store: RoomStore, caseId: string): Promise<void> {
  const head = await store.head(caseId)
  const [kept] = await db.select().from(touchHeads).where(eq(touchHeads.caseId, caseId))
  let at = kept?.seq ?? 0
  if (kept !== undefined && (kept.epoch !== head.epoch || kept.seq > head.seq)) {
    // Another history: the case was restored from a backup.
    await db.delete(touches).where(eq(touches.caseId, caseId))
    at = 0
  }
  if (at >= head.seq) return
  const past = await stateAt(store, caseId, at)
  if (!past.ok) return
  const { doc } = past.value
  let touched: Touches = new Map()
  let snapshotAt = at
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    touched = touchesOf(transaction)
  })
  try {
    while (at < head.seq) {
      const rows = (await store.rowsAfter(caseId, at)).filter(({ seq }) => seq <= head.seq)
      const found: (typeof touches.$inferInsert)[] = []
      for (const row of rows) {
        touched = new Map()
        applyRow(doc, caseId, row, at)
        at = row.seq
        for (const [element, what] of touched) found.push({ caseId, element, seq: row.seq, what })
      }
      const last = rows.at(-1)
      if (last === undefined) break
      if (at - snapshotAt >= SNAPSHOT_EVERY) {
        const state = Y.encodeStateAsUpdateV2(doc)
        await keepSnapshot(store, caseId, { epoch: head.epoch, seq: at, at: last.at, state })
        snapshotAt = at
      }
      await keep(db, caseId, head.epoch, at, found)
    }
  } finally {
    doc.destroy()
  }
}

async function keep(
  db: Db,
  caseId: string,
  epoch: number,
  seq: number,
  found: readonly (typeof touches.$inferInsert)[],
): Promise<void> {
  await db.transaction(async (tx) => {
    for (let at = 0; at < found.length; at += BATCH) {
      await tx
        .insert(touches)
        .values(found.slice(at, at + BATCH))
        .onConflictDoNothing()
    }
    await tx
      .insert(touchHeads)
      .values({ caseId, epoch, seq })
      .onConflictDoUpdate({
        target: touchHeads.caseId,
        // Another process may be further already.
        set: {
          epoch,
          seq: sql`case when ${touchHeads.epoch} = ${epoch} then greatest(${touchHeads.seq}, ${seq}) else ${seq} end`,
        },
      })
  })
}

/** Which rows touched what, in the order of the log. @param range after the first and up to the second seq */
export function touchesBetween(db: Db, caseId: string, after: number, upTo: number) {
  return db
    .select({ element: touches.element, seq: touches.seq, what: touches.what })
    .from(touches)
    .where(and(eq(touches.caseId, caseId), gt(touches.seq, after), lte(touches.seq, upTo)))
    .orderBy(touches.seq)
}
