import { and, eq, inArray, lt } from 'drizzle-orm'
import type { Runtime } from '../runtime'
import type { Db, Tx } from '../store/db'
import {
  agreementDue,
  cases,
  clientIds,
  files,
  ledger,
  mailHeads,
  outbox,
  participants,
  snapshots,
  touches,
  touchHeads,
  updates,
  visits,
} from '../store/schema'

/** Minutes after which a case that is still being built is one whose builder is gone (another server may be building). */
const ABANDONED_AFTER = 60

/**
 * Removes cases that were being built when a server stopped. Nobody was ever shown them; whoever asked for one asks again.
 * The embedded store has one process, so there every one of them is abandoned.
 */
export async function discardDrafts({ db, env, clock }: Runtime): Promise<void> {
  const before = env.databaseUrl
    ? new Date(Date.parse(clock()) - ABANDONED_AFTER * 60_000).toISOString()
    : new Date(Date.parse(clock()) + 86_400_000).toISOString()
  const drafts = await db
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.state, 'building'), lt(cases.createdAt, before)))
  for (const draft of drafts) await discardDraft(db, draft.id)
}

const OF_A_CASE = [
  updates,
  snapshots,
  clientIds,
  touches,
  touchHeads,
  visits,
  mailHeads,
  outbox,
  ledger,
  files,
  participants,
  agreementDue,
]

/** Removes one case that is still being built, with everything written for it. A finished case is left alone. */
export async function discardDraft(db: Db, caseId: string): Promise<void> {
  await db.transaction(async (tx: Tx) => {
    const draft = tx
      .select({ id: cases.id })
      .from(cases)
      .where(and(eq(cases.id, caseId), eq(cases.state, 'building')))
    for (const table of OF_A_CASE) {
      await tx.delete(table).where(inArray(table.caseId, draft))
    }
    await tx.delete(cases).where(and(eq(cases.id, caseId), eq(cases.state, 'building')))
  })
}
