import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../store/db'
import { fileParts, files } from '../store/schema'
import { conditionOf } from './check-files'
import { type FileStore, isSha256 } from './file-store'

/** Bytes of one row: small enough that no answer of the store is large. */
export const PART = 512 * 1024

/**
 * [FIL2] Files in the database, for servers that share one: every server reaches every file, and they are in its backups.
 * All parts are written in one transaction, after the whole file has arrived: a slow sender holds no connection.
 */
export function openTableFiles(
  db: Db,
  spoolFolder = join(tmpdir(), `accord-incoming-${randomBytes(6).toString('hex')}`),
): FileStore {
  const store: FileStore = {
    spoolFolder,
    async keep(file) {
      try {
        if ((await conditionOf(store, file.sha256)) === 'intact') return
        await db.transaction(async (tx) => {
          // Two who send the same bytes at once write one after the other, not into each other.
          await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${file.sha256}, 71))`)
          await tx.delete(fileParts).where(eq(fileParts.sha256, file.sha256))
          let part = 0
          for await (const bytes of createReadStream(file.path, { highWaterMark: PART })) {
            await tx
              .insert(fileParts)
              .values({ sha256: file.sha256, part: part++, bytes: new Uint8Array(bytes as Buffer) })
          }
        })
      } finally {
        await file.discard()
      }
    },
    async *unused(named) {
      const rows = await db.selectDistinct({ sha256: fileParts.sha256 }).from(fileParts)
      for (const { sha256 } of rows) if (!named.has(sha256)) yield sha256
    },
    async collect(sha256) {
      await db.transaction(async (tx) => {
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 71))`)
        const [row] = await tx.select({ by: files.personId }).from(files).where(eq(files.sha256, sha256)).limit(1)
        if (row === undefined) await tx.delete(fileParts).where(eq(fileParts.sha256, sha256))
      })
    },
    async read(sha256) {
      if (!isSha256(sha256)) return undefined
      const first = await readPart(db, sha256, 0)
      return first === undefined ? undefined : partsFrom(db, sha256, first)
    },
  }
  return store
}

async function readPart(db: Db, sha256: string, part: number): Promise<Uint8Array | undefined> {
  const [row] = await db
    .select({ bytes: fileParts.bytes })
    .from(fileParts)
    .where(and(eq(fileParts.sha256, sha256), eq(fileParts.part, part)))
    .orderBy(asc(fileParts.part))
  return row?.bytes
}

async function* partsFrom(db: Db, sha256: string, first: Uint8Array): AsyncGenerator<Uint8Array> {
  let bytes: Uint8Array | undefined = first
  for (let part = 1; bytes !== undefined; part++) {
    yield bytes
    bytes = await readPart(db, sha256, part)
  }
}
