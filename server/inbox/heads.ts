import { inArray, sql } from 'drizzle-orm'
import type { Chain } from '@/lib/wire/ledger'
import type { Db } from '../store/db'
import { cases } from '../store/schema'

/** How far a case has come: its document, and each chain of its ledger. */
export interface Heads extends Readonly<Record<Chain, number>> {
  readonly epoch: number
  readonly seq: number
}

/** Where these cases stand, in one question that looks at the end of each chain and at nothing else. */
export async function headsOf(db: Db, caseIds: readonly string[]): Promise<ReadonlyMap<string, Heads>> {
  if (caseIds.length === 0) return new Map()
  const last = (chain: Chain) =>
    sql<string>`coalesce((select l.seq from ledger l where l.case_id = ${cases.id} and l.chain = ${chain} order by l.seq desc limit 1), 0)`
  const rows = await db
    .select({
      id: cases.id,
      epoch: cases.epoch,
      seq: cases.headSeq,
      shared: last('shared'),
      mdm: last('mdm'),
      hdo: last('hdo'),
    })
    .from(cases)
    .where(inArray(cases.id, [...caseIds]))
  return new Map(
    rows.map(({ id, epoch, seq, shared, mdm, hdo }) => [
      id,
      { epoch, seq, shared: Number(shared), mdm: Number(mdm), hdo: Number(hdo) },
    ]),
  )
}
