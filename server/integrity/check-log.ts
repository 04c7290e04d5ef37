import { eq } from 'drizzle-orm'
import * as Y from 'yjs'
import { replicaHash } from '@/lib/wire/replica-hash'
import type { Db } from '../store/db'
import { createRoomStore, type RoomStore } from '../store/room-store'
import { snapshots } from '../store/schema'
import { loadCase } from '../sync/load-case'
import type { Findings } from './check-store'

/** [SYN8] The log of a case is whole, belongs to whom it says, and gives the same document as from its newest snapshot. */
export async function checkLog(db: Db, caseId: string, mend: boolean): Promise<Findings> {
  const store = createRoomStore(db)
  const problems: string[] = []
  const remarks: string[] = []
  const foreign = new Set<number>()
  let known: ReadonlyMap<number, string> = new Map()
  /** The same log, read from its beginning. */
  const fromTheBeginning: RoomStore = {
    ...store,
    async load(id) {
      const { snapshot: _, ...stored } = (await store.load(id)) ?? { owners: new Map(), epoch: 0, schema: 0 }
      known = stored.owners
      return stored
    },
    async rowsAfter(id, seq) {
      const rows = await store.rowsAfter(id, seq)
      for (const { clientIds, personId } of rows) {
        for (const client of clientIds) if (known.get(client) !== personId) foreign.add(client)
      }
      return rows
    },
  }
  const whole = await loadCase(fromTheBeginning, caseId)
  const head = await store.head(caseId)
  // Whoever works meanwhile moves the head on; it never moves back.
  if (whole.seq < head.seq && (await loadCase(fromTheBeginning, caseId)).seq < head.seq) {
    problems.push(`Case ${caseId}: the log ends at ${whole.seq}, and ${head.seq} was acknowledged.`)
  }
  if (foreign.size > 0) problems.push(`Case ${caseId}: ${foreign.size} editors are not those they are bound to.`)
  const quick = await loadCase(store, caseId).catch(() => undefined)
  if (quick !== undefined && quick.seq > whole.seq) await catchUp(store, caseId, whole.doc, whole.seq, quick.seq)
  if (quick === undefined || replicaHash(quick.doc) !== replicaHash(whole.doc)) {
    if (mend) {
      await db.delete(snapshots).where(eq(snapshots.caseId, caseId))
      remarks.push(`Case ${caseId}: its snapshots differed from its log and were deleted; the log makes new ones.`)
    } else {
      problems.push(
        `Case ${caseId}: a snapshot differs from the log. With --mend it is deleted; the log has everything.`,
      )
    }
  }
  quick?.doc.destroy()
  whole.doc.destroy()
  return { counted: whole.seq, problems, remarks }
}

/** Brings a document up to a later seq of its log. */
async function catchUp(store: RoomStore, caseId: string, doc: Y.Doc, from: number, to: number): Promise<void> {
  for (let at = from; at < to; ) {
    const rows = (await store.rowsAfter(caseId, at)).filter(({ seq }) => seq <= to)
    if (rows.length === 0) return
    for (const { update, seq } of rows) {
      Y.applyUpdate(doc, update)
      at = seq
    }
  }
}
