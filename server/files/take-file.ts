import { eq, sql } from 'drizzle-orm'
import { type Outcome, refuse } from '@/lib/gsn/outcome'
import type { Runtime } from '../runtime'
import { isFull } from '../store/no-room'
import { cases, files } from '../store/schema'
import { cleanName } from './file-name'
import { type Audience, bytesOf, type FileRow, rowsOfFile } from './file-rows'
import { sniff } from './sniff'
import { diskFull, spool } from './spool'

export interface Incoming {
  readonly bytes: AsyncIterable<Uint8Array>
  /** As its sender calls it. */
  readonly name: string
  readonly audience: Audience
  readonly personId: string
  readonly side: 'mdm' | 'hdo' | ''
}

/**
 * [FIL1] [FIL5] Takes the bytes of a file into a case. The row is written last, so a file that the case knows is whole and
 * on the disk.
 * @returns the row, and whether the side had brought these bytes before; refusals `too-large`, `disk-full`, `case-full`,
 *   `file-empty`, `file-type-refused`, `upload-cut-off`
 */
export async function takeFile(
  { db, files: store, env, clock }: Pick<Runtime, 'db' | 'files' | 'env' | 'clock'>,
  caseId: string,
  { bytes, name: given, audience, personId, side }: Incoming,
): Promise<Outcome<{ row: FileRow; already: boolean }>> {
  const spooled = await spool(bytes, { folder: store.spoolFolder, limit: env.evidence.fileMax })
  if (!spooled.ok) return spooled
  const file = spooled.value
  try {
    const name = cleanName(given)
    const type = await sniff(file.head, name)
    if (!type.ok) return type
    const before = (await rowsOfFile(db, caseId, file.sha256)).find((row) => row.side === side)
    if (before === undefined && (await bytesOf(db, caseId)) + file.size > env.evidence.caseMax) {
      return refuse(
        'case-full',
        'The files of this case take all the room it has. Give the hash of this one and where it is kept.',
      )
    }
    const { sha256, size } = file
    await store.keep(file)
    const row = await db.transaction(async (tx) => {
      await tx.execute(sql`select 1 from ${cases} where ${eq(cases.id, caseId)} for key share`)
      const [added] = await tx
        .insert(files)
        .values({ caseId, sha256, side, name, size, type: type.value, audience, personId, at: clock() })
        .onConflictDoNothing()
        .returning()
      return added ?? before ?? (await rowsOfFile(tx, caseId, sha256)).find((each) => each.side === side)
    })
    if (row === undefined) throw new Error('The row of a stored file is missing.')
    return { ok: true, value: { row, already: before !== undefined } }
  } catch (error) {
    if (isFull(error)) return diskFull()
    throw error
  } finally {
    await file.discard()
  }
}
