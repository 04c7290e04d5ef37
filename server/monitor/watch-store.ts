import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { canonicalJson } from '@/lib/gsn/canonical'
import { sha256Hex } from '@/lib/gsn/digest'
import { compareKeys } from '@/lib/gsn/graph'
import type { WatchLine } from '@/lib/monitor/answers'
import { indexWatchList, type WatchIndex } from '@/lib/monitor/match'
import type { WatchEntry } from '@/lib/monitor/watch'
import { keptBy } from '../inbox/kept'
import { runtime } from '../runtime'
import type { Db, Tx } from '../store/db'
import { cases, people, watches } from '../store/schema'

export type WatchRow = typeof watches.$inferSelect

/** The lines that a case watches now, by name. */
export async function linesOf(caseId: string): Promise<readonly WatchLine[]> {
  const rows = await runtime()
    .db.select({ row: watches, by: people.name })
    .from(watches)
    .leftJoin(people, eq(watches.personId, people.id))
    .where(and(eq(watches.caseId, caseId), isNull(watches.endedAt)))
    .orderBy(asc(watches.name), asc(watches.key))
  return rows.map(({ row, by }) => ({
    ...entryOf(row),
    source: row.source,
    sourceName: row.sourceName,
    ...(row.side === '' ? {} : { side: row.side }),
    by: by ?? 'Someone who was removed',
    at: row.at,
  }))
}

function entryOf({ key, name, vendor, version, purl, cpe }: Omit<WatchEntry, never>): WatchEntry {
  return { key, name, vendor, version, purl, cpe }
}

/** Indexes that are kept ready: one per case, read again only when its list has changed. */
const KEPT = 400

/** How often the lists of these cases have been changed; a case without a list is left out. */
export async function watchRevisions(db: Db, caseIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (caseIds.length === 0) return new Map()
  const last = sql<
    number | null
  >`(select w.revision from watches w where w.case_id = ${cases.id} order by w.revision desc limit 1)`
  const rows = await db
    .select({ id: cases.id, revision: last })
    .from(cases)
    .where(inArray(cases.id, [...caseIds]))
  return new Map(rows.flatMap(({ id, revision }) => (revision === null ? [] : [[id, Number(revision)]])))
}

const EMPTY = indexWatchList([])

/** [MON2] The watch list of a case, ready for looking products up. @param revision as `watchRevisions` tells; absent: no list */
export async function watchIndexOf(caseId: string, revision: number | undefined): Promise<WatchIndex> {
  if (revision === undefined) return EMPTY
  const kept = keptBy<{ revision: number; index: WatchIndex }>('accord.watch-lists', KEPT)
  const known = kept.get(caseId)
  if (known?.revision === revision) return known.index
  const rows = await runtime()
    .db.select()
    .from(watches)
    .where(and(eq(watches.caseId, caseId), isNull(watches.endedAt)))
  const index = indexWatchList(rows.map(entryOf))
  kept.set(caseId, { revision, index })
  return index
}

/** Rows in one statement: a statement carries a limited number of values. */
const BATCH = 500

/** Writes rows that are new or that come back, in the transaction of their case. */
export async function putRows(tx: Tx, rows: readonly WatchRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) {
    await tx
      .insert(watches)
      .values(rows.slice(at, at + BATCH))
      .onConflictDoUpdate({
        target: [watches.caseId, watches.key],
        set: {
          name: sql`excluded.name`,
          vendor: sql`excluded.vendor`,
          source: sql`excluded.source`,
          sourceName: sql`excluded.source_name`,
          side: sql`excluded.side`,
          personId: sql`excluded.person_id`,
          at: sql`excluded.at`,
          endedAt: sql`null`,
          revision: sql`excluded.revision`,
        },
      })
  }
}

/** Ends rows; they stay readable in the store. */
export async function endRows(tx: Tx, caseId: string, keys: readonly string[], at: string, revision: number) {
  for (let from = 0; from < keys.length; from += BATCH) {
    await tx
      .update(watches)
      .set({ endedAt: at, revision })
      .where(and(eq(watches.caseId, caseId), inArray(watches.key, keys.slice(from, from + BATCH))))
  }
}

/** What stands in the history for a whole list. */
export function digestOfKeys(keys: Iterable<string>): string {
  return sha256Hex(canonicalJson([...keys].sort(compareKeys)))
}
