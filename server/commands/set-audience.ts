import { and, eq } from 'drizzle-orm'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { type Audience, rowsOfFile, sideOf } from '../files/file-rows'
import { isSha256 } from '../files/file-store'
import { runtime } from '../runtime'
import { files } from '../store/schema'

/** [FIL5] Says who else may have a file; only people of the side that brought it, who may edit. */
export async function setAudience(
  person: Person,
  caseId: string,
  sha256: string,
  confidentiality: Audience,
): Promise<Outcome<{ sha256: string; confidentiality: Audience }>> {
  const allowed = await authorise(person, caseId, 'edit')
  if (!allowed.ok) return allowed
  const { db } = runtime()
  const side = sideOf(allowed.value.actor)
  const mine = isSha256(sha256)
    ? (await rowsOfFile(db, caseId, sha256)).find(
        (row) => row.side === side && (side !== '' || row.personId === person.personId),
      )
    : undefined
  if (mine === undefined) return refuse('file-not-found', 'Your side has brought no such file to this case.')
  await db
    .update(files)
    .set({ audience: confidentiality })
    .where(and(eq(files.caseId, caseId), eq(files.sha256, sha256), eq(files.side, side)))
  return ok({ sha256, confidentiality })
}
