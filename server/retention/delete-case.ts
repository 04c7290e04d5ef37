import { eq, sql } from 'drizzle-orm'
import { headOf } from '@/lib/agreement/ledger-chain'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { isOver, keptUntil } from '@/lib/retention/kept-until'
import { CHAINS } from '@/lib/wire/ledger'
import { caseColumns, quoted, tablesInOrder } from '../backup/tables'
import type { Runtime } from '../runtime'
import type { Db, Tx } from '../store/db'
import { createRoomStore } from '../store/room-store'
import { cases, tombstones } from '../store/schema'

/**
 * [RET2] Whether a case may be deleted: archived, both sides have said until when it is kept, and the later day is over.
 * @returns that day; refusals `case-not-found`, `still-kept`
 */
export async function mayDelete(db: Db, caseId: string, now: string): Promise<Outcome<string>> {
  const [row] = await db.select({ archived: cases.archived }).from(cases).where(eq(cases.id, caseId))
  if (row === undefined) return refuse('case-not-found', `There is no case ${caseId}.`)
  const kept = keptUntil(await createRoomStore(db).entriesAfter(caseId, 'shared', 0))
  if (row.archived && kept.agreed !== undefined && isOver(kept, now.slice(0, 10))) return ok(kept.agreed)
  if (!row.archived) return refuse('still-kept', 'The case is at work. Only an archived case has an end.')
  if (kept.agreed === undefined) {
    return refuse('still-kept', 'An administrator of each side has to say until when the case is kept.')
  }
  return refuse('still-kept', `Both sides want the case kept until ${kept.agreed}.`)
}

/**
 * [RET2] Deletes a case whose time is over, and leaves a tombstone. Its evidence files are collected by `accord integrity
 * --mend` a day later, unless another case names them.
 * @param archive  SHA-256 of the archive that was made of it before, hex
 * @returns refusals as `mayDelete`
 */
export async function deleteCase(
  { db, rooms, clock }: Pick<Runtime, 'db' | 'clock'> & { readonly rooms?: Runtime['rooms'] },
  caseId: string,
  archive: string,
): Promise<Outcome<void>> {
  const over = await mayDelete(db, caseId, clock())
  if (!over.ok) return over
  const done = await db.transaction(async (tx): Promise<Outcome<void>> => {
    const [row] = await tx.select().from(cases).where(eq(cases.id, caseId)).for('update')
    // It may have been brought back a moment ago.
    if (!row?.archived) return refuse('still-kept', 'The case is at work. Only an archived case has an end.')
    const chains: Record<string, { size: number; head: string }> = {}
    const store = createRoomStore(tx as unknown as Db)
    for (const chain of CHAINS) chains[chain] = headOf(await store.entriesAfter(caseId, chain, 0), caseId, chain)
    await tx
      .insert(tombstones)
      .values({ caseId, deletedAt: clock(), keptUntil: over.value, archive, headSeq: row.headSeq, chains })
    await deleteRows(tx, caseId)
    return ok(undefined)
  })
  if (done.ok) await rooms?.recheck(caseId).catch(() => undefined)
  return done
}

async function deleteRows(tx: Tx, caseId: string): Promise<void> {
  const client = { query: async (words: string) => tx.execute(sql.raw(words)) } as never
  const columns = await caseColumns(client)
  for (const table of (await tablesInOrder(client)).reverse()) {
    const column = columns.get(table)
    if (column === undefined || table === 'tombstones') continue
    await tx.execute(sql`delete from ${sql.raw(quoted(table))} where ${sql.raw(quoted(column))} = ${caseId}`)
  }
}
