import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { fileOfForm } from './form-file'

export interface IncomingFile {
  /** As a form names it; absent for a plain body. */
  readonly name?: string
  /** What a form says beside the file. */
  readonly fields?: readonly (readonly [name: string, value: string])[]
  /** Throws where the sender stopped before the end. */
  readonly bytes: AsyncIterable<Uint8Array>
}

/** How much more than it may a request may announce, for the words of a form around the file. */
const ROOM = 16 * 1024 * 1024

/**
 * [FIL1] The file that a request brings: its body as it is, or the first file of a form. Nothing is read ahead.
 * @param most bytes that the file may have: a request that announces far more is refused before anything is read
 */
export async function incomingFile(request: Request, most = Number.POSITIVE_INFINITY): Promise<Outcome<IncomingFile>> {
  const body = request.body as (ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) | null
  if (body === null) return refuse('file-empty', 'The request brings no file.')
  if (Number(request.headers.get('content-length') ?? 0) > most + ROOM) {
    return refuse('too-large', `The file may have at most ${Math.floor(most / 1_000_000)} MB.`)
  }
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(type)) {
    const length = request.headers.get('content-length')
    return ok({ bytes: whole(body, length === null ? undefined : Number(length)) })
  }
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))/i.exec(type)
  const word = boundary?.[1] ?? boundary?.[2]
  if (word === undefined) return refuse('malformed', 'The form does not say where its parts end.')
  const file = await fileOfForm(body, word).catch(() => undefined)
  return file === undefined
    ? refuse('malformed', 'The form holds no file. Send one part with a file name, or the file itself as the body.')
    : ok(file)
}

async function* whole(body: AsyncIterable<Uint8Array>, announced: number | undefined): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of body) {
    size += piece.length
    yield piece
  }
  if (announced !== undefined && announced !== size) throw new Error('The body ended before its announced length.')
}
