import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Envelope } from '@/lib/agreement/dsse'
import type { Frozen } from '@/lib/agreement/freeze'
import { frozenZip } from '@/lib/agreement/freeze'
import { frozenParts, type Manifest, readManifest } from '@/lib/agreement/manifest'
import { readZip, type ZipFile } from '@/lib/agreement/zip'
import { canonicalJson } from '@/lib/gsn/canonical'
import { sha256Hex } from '@/lib/gsn/digest'
import { must } from '@/lib/gsn/outcome'
import type { Db, Tx } from '../store/db'
import { baselines, proposals, statements } from '../store/schema'

export interface StoredVersion {
  readonly digest: string
  readonly manifest: Manifest
  readonly files: readonly ZipFile[]
}

export async function insertVersion(tx: Tx, caseId: string, frozen: Frozen, at: string, by: string): Promise<void> {
  const { digest, manifest } = frozen
  await tx.insert(proposals).values({ caseId, number: manifest.proposal, at, by, digest, frozen: frozenZip(frozen) })
}

/**
 * Reads a frozen version back.
 * @throws when the stored bytes are no longer what was frozen: nothing may be shown or signed from a damaged store
 */
export async function readVersion(db: Db | Tx, caseId: string, number: number): Promise<StoredVersion | undefined> {
  const [row] = await db
    .select()
    .from(proposals)
    .where(and(eq(proposals.caseId, caseId), eq(proposals.number, number)))
  if (row === undefined) return undefined
  const files = must(readZip(row.frozen))
  const first = files[0]
  if (first === undefined || sha256Hex(first.bytes) !== row.digest) {
    throw new Error(`The stored version ${number} of case ${caseId} is not the one that was frozen`)
  }
  const manifest = readManifest(files)
  for (const part of frozenParts(manifest)) {
    const file = files.find((f) => f.path === part.path)
    if (file === undefined || sha256Hex(file.bytes) !== part.sha256) {
      throw new Error(`Part ${part.path} of version ${number} of case ${caseId} is not the one that was frozen`)
    }
  }
  return { digest: row.digest, manifest, files }
}

export type StatementRow = typeof statements.$inferSelect

/** Keeps a prepared statement; what the same person had prepared and not taken is dropped. */
export async function insertStatement(db: Db, row: Omit<StatementRow, 'takenAt' | 'envelope'>): Promise<void> {
  await db
    .delete(statements)
    .where(
      and(
        eq(statements.caseId, row.caseId),
        eq(statements.proposal, row.proposal),
        eq(statements.personId, row.personId),
        isNull(statements.takenAt),
      ),
    )
  await db.insert(statements).values(row)
}

export async function readStatementRow(db: Db | Tx, caseId: string, nonce: string): Promise<StatementRow | undefined> {
  const [row] = await db
    .select()
    .from(statements)
    .where(and(eq(statements.caseId, caseId), eq(statements.nonce, nonce)))
  return row
}

/** Keeps a statement that is made and taken in one step. */
export async function insertTaken(
  tx: Tx,
  row: Omit<StatementRow, 'takenAt' | 'envelope'>,
  at: string,
  envelope: Envelope,
): Promise<void> {
  await tx.insert(statements).values({ ...row, takenAt: at, envelope: canonicalJson(envelope) })
}

/** Takes a statement once. @returns false when somebody was faster */
export async function takeStatementRow(tx: Tx, nonce: string, at: string, envelope: Envelope): Promise<boolean> {
  const taken = await tx
    .update(statements)
    .set({ takenAt: at, envelope: canonicalJson(envelope) })
    .where(and(eq(statements.nonce, nonce), isNull(statements.takenAt)))
    .returning({ nonce: statements.nonce })
  return taken.length === 1
}

/** The envelopes of a proposal, oldest first. */
export async function readEnvelopes(db: Db | Tx, caseId: string, proposal: number): Promise<Envelope[]> {
  const rows = await db
    .select()
    .from(statements)
    .where(and(eq(statements.caseId, caseId), eq(statements.proposal, proposal)))
    .orderBy(statements.takenAt, statements.nonce)
  return rows.flatMap(({ envelope }) => (envelope === null ? [] : [JSON.parse(envelope) as Envelope]))
}

export async function insertBaseline(tx: Tx, row: typeof baselines.$inferInsert): Promise<void> {
  await tx.insert(baselines).values(row)
}

export async function latestBaseline(db: Db | Tx, caseId: string): Promise<typeof baselines.$inferSelect | undefined> {
  const [row] = await db
    .select()
    .from(baselines)
    .where(eq(baselines.caseId, caseId))
    .orderBy(desc(baselines.number))
    .limit(1)
  return row
}
