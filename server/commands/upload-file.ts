import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { AUDIENCES, type Audience, sideOf } from '../files/file-rows'
import { incomingFile } from '../files/incoming-file'
import { takeFile } from '../files/take-file'
import { runtime } from '../runtime'

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
 * who else may have it.
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
  const { env } = runtime()
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

  const taken = await takeFile(runtime(), caseId, {
    bytes: incoming.value.bytes,
    name: incoming.value.name ?? query.get('name') ?? '',
    audience,
    personId: person.personId,
    side,
  })
  if (!taken.ok) return taken
  const { row, already } = taken.value
  return ok({
    sha256: row.sha256,
    name: row.name,
    size: row.size,
    type: row.type,
    confidentiality: row.audience,
    already,
  })
}

export function isAudience(word: unknown): word is Audience {
  return typeof word === 'string' && (AUDIENCES as readonly string[]).includes(word)
}
