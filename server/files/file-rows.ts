import { and, eq, sql } from 'drizzle-orm'
import { type Actor, can, type Side } from '@/lib/access/policy'
import type { StoredFile } from '@/lib/case/command'
import { facetOf } from '@/lib/case/fields'
import type { CaseGraph } from '@/lib/gsn/graph'
import type { Db, Tx } from '../store/db'
import { files } from '../store/schema'

export type FileRow = typeof files.$inferSelect
export type Audience = FileRow['audience']

export const AUDIENCES = ['both', 'own-side', 'public'] as const satisfies readonly Audience[]

/** Every file of a case, oldest first. */
export async function filesOf(db: Db | Tx, caseId: string): Promise<FileRow[]> {
  return db.select().from(files).where(eq(files.caseId, caseId)).orderBy(files.at, files.sha256)
}

/** The rows of one file in one case: one per side that brought it. Never those of another case. */
export async function rowsOfFile(db: Db | Tx, caseId: string, sha256: string): Promise<FileRow[]> {
  return db
    .select()
    .from(files)
    .where(and(eq(files.caseId, caseId), eq(files.sha256, sha256)))
}

/** Bytes of all files that a case holds. */
export async function bytesOf(db: Db | Tx, caseId: string): Promise<number> {
  const [row] = await db
    .select({ bytes: sql<string>`coalesce(sum(${files.size}), 0)` })
    .from(files)
    .where(eq(files.caseId, caseId))
  return Number(row?.bytes ?? 0)
}

/** Hashes that the case says stay with their owner, whatever the row says: the stricter of the two counts. */
export function keptBack(graph: CaseGraph): ReadonlySet<string> {
  const kept = new Set<string>()
  for (const element of [...graph.elements.values(), ...graph.bin.values()]) {
    const { sha256, confidentiality } = element.fields
    if (facetOf(element) === 'evidence' && typeof sha256 === 'string' && confidentiality === 'own-side')
      kept.add(sha256)
  }
  return kept
}

/**
 * [FIL5] Whether this person may have the bytes of this row's file. Who brought a file decides who else may have it; what
 * the case says of the evidence can only take away.
 */
export function mayHave(actor: Actor, row: FileRow, kept: ReadonlySet<string>): boolean {
  const closed = row.audience === 'own-side' || kept.has(row.sha256)
  if (!closed) return can(actor, 'read')
  return row.side === ''
    ? actor.personId === row.personId && can(actor, 'read')
    : can(actor, 'read', { side: row.side })
}

/** [FIL5] The files that this person may bind to evidence: those whose bytes they may have. */
export function attachable(actor: Actor, rows: readonly FileRow[], graph: CaseGraph): ReadonlyMap<string, StoredFile> {
  const kept = keptBack(graph)
  return new Map(
    rows
      .filter((row) => mayHave(actor, row, kept))
      .map(({ sha256, name, size, type }) => [sha256, { name, size, type }]),
  )
}

/** The side that a new row belongs to. */
export function sideOf(actor: Actor): Side | '' {
  return actor.participation?.side ?? ''
}
