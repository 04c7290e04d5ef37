import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { readCase } from '@/lib/case/read'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { attachment } from '../files/file-name'
import { keptBack, mayHave, rowsOfFile } from '../files/file-rows'
import { isSha256 } from '../files/file-store'
import { runtime } from '../runtime'

/**
 * [FIL4] [FIL5] The bytes of a file of this case, to be saved and never shown: whatever it holds, the browser gets bytes of
 * no type, as an attachment, in a sandbox without rights. A file of another case, a file that stays with the other side
 * and a file that does not exist look the same.
 */
export async function downloadFile(person: Person, caseId: string, sha256: string): Promise<Outcome<Response>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { db, rooms, files, log } = runtime()
  const absent = refuse('file-not-found', 'There is no such file in this case that you may have.')
  if (!isSha256(sha256)) return absent
  const rows = await rowsOfFile(db, caseId, sha256)
  if (rows.length === 0) return absent
  const kept = await rooms.read(caseId, (doc) => keptBack(readCase(doc)))
  const row = rows.find((each) => mayHave(allowed.value.actor, each, kept))
  if (row === undefined) return absent
  const pieces = await files.read(sha256)
  if (pieces === undefined) {
    log.error('files.missing', new Error('A file that a case knows is not in the store.'), { caseId, sha256 })
    return refuse(
      'unavailable',
      'The server cannot find this file. Tell your administrator; its owner can upload it again.',
    )
  }
  return ok(
    new Response(Readable.toWeb(Readable.from(pieces)) as NodeStream as unknown as ReadableStream, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(row.size),
        'content-disposition': attachment(row.name),
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'private, no-store',
        'x-accord-sha256': sha256,
      },
    }),
  )
}
