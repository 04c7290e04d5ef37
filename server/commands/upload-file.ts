import { eq, sql } from 'drizzle-orm'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { cleanName } from '../files/file-name'
import { AUDIENCES, type Audience, bytesOf, rowsOfFile, sideOf } from '../files/file-rows'
import { incomingFile } from '../files/incoming-file'
import { sniff } from '../files/sniff'
import { diskFull, isFull, spool } from '../files/spool'
import { runtime } from '../runtime'
import { cases, files } from '../store/schema'

export interface UploadAnswer {
  readonly sha256: string
  readonly name: string
  readonly size: number
  readonly type: string
  readonly confidentiality: Audience
  /** The case held these bytes from this side already: nothing was added. */
  readonly already: boolean
}

/** Uploads that one person may have under way. */
const AT_ONCE = 4
const underWay = new Map<string, number>()

/**
 * [FIL1] [FIL5] Takes a file into the case: the body as it is (`?name=`), or one file of a form. `?confidentiality=` says
 * who else may have it. The row is written last, so a file that the case knows is whole and on the disk.
 * @returns refusals `too-large`, `disk-full`, `case-full`, `file-empty`, `file-type-refused`, `upload-cut-off`,
 *   `too-many-attempts`, `invalid`
 */
export async function uploadFile(person: Person, caseId: string, request: Request): Promise<Outcome<UploadAnswer>> {
  const allowed = await authorise(person, caseId, 'edit')
  if (!allowed.ok) return allowed
  const busy = underWay.get(person.personId) ?? 0
  if (busy >= AT_ONCE) {
    return refuse('too-many-attempts', `You are sending ${AT_ONCE} files at once. Wait until one of them is through.`)
  }
  underWay.set(person.personId, busy + 1)
  try {
    return await take(person, caseId, sideOf(allowed.value.actor), request)
  } finally {
    const left = (underWay.get(person.personId) ?? 1) - 1
    if (left > 0) underWay.set(person.personId, left)
    else underWay.delete(person.personId)
  }
}

async function take(
  person: Person,
  caseId: string,
  side: 'mdm' | 'hdo' | '',
  request: Request,
): Promise<Outcome<UploadAnswer>> {
  const { db, files: store, env } = runtime()
  const query = new URL(request.url).searchParams
  const audience = query.get('confidentiality') ?? 'both'
  if (!isAudience(audience)) {
    return refuse('invalid', `confidentiality is one of: ${AUDIENCES.join(', ')}.`)
  }
  const { fileMax } = env.evidence
  const announced = Number(request.headers.get('content-length') ?? 0)
  const tooLarge = `A file holds at most ${Math.floor(fileMax / 1_000_000)} MB. Give its hash and where it is kept instead.`
  // What announces far too much is not read at all; the rest is counted as it comes.
  if (announced > fileMax + 16 * 1024 * 1024) return refuse('too-large', tooLarge)
  const incoming = await incomingFile(request)
  if (!incoming.ok) return incoming

  const spooled = await spool(incoming.value.bytes, { folder: store.spoolFolder, limit: fileMax })
  if (!spooled.ok) return spooled
  const file = spooled.value
  try {
    const name = cleanName(incoming.value.name ?? query.get('name') ?? '')
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
        .values({
          caseId,
          sha256,
          side,
          name,
          size,
          type: type.value,
          audience,
          personId: person.personId,
          at: runtime().clock(),
        })
        .onConflictDoNothing()
        .returning()
      return added ?? before ?? (await rowsOfFile(tx, caseId, sha256)).find((each) => each.side === side)
    })
    if (row === undefined) throw new Error('The row of a stored file is missing.')
    return ok({
      sha256,
      name: row.name,
      size,
      type: row.type,
      confidentiality: row.audience,
      already: before !== undefined,
    })
  } catch (error) {
    if (isFull(error)) return diskFull()
    throw error
  } finally {
    await file.discard()
  }
}

export function isAudience(word: unknown): word is Audience {
  return typeof word === 'string' && (AUDIENCES as readonly string[]).includes(word)
}
