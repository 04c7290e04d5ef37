import { readCase } from '@/lib/case/read'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { type Audience, filesOf, keptBack, mayHave } from '../files/file-rows'
import { runtime } from '../runtime'

export interface ListedFile {
  readonly sha256: string
  readonly side: 'mdm' | 'hdo' | ''
  readonly name: string
  readonly size: number
  readonly type: string
  readonly confidentiality: Audience
  /** Whether the person who asks may have the bytes. */
  readonly open: boolean
  readonly by: string
  readonly at: string
}

/** [FIL5] The files of a case. Of a file that stays with the other side one sees that it exists and its hash, no more. */
export async function listFiles(person: Person, caseId: string): Promise<Outcome<{ files: readonly ListedFile[] }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { db, rooms } = runtime()
  const kept = await rooms.read(caseId, (doc) => keptBack(readCase(doc)))
  const rows = await filesOf(db, caseId)
  return ok({
    files: rows.map((row) => ({
      sha256: row.sha256,
      side: row.side,
      name: row.name,
      size: row.size,
      type: row.type,
      confidentiality: row.audience,
      open: mayHave(allowed.value.actor, row, kept),
      by: row.personId,
      at: row.at,
    })),
  })
}
