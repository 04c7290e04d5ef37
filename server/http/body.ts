import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'

/** Bytes of a request's body at most, unless a route says otherwise. */
export const BODY_LIMIT = 1024 * 1024

const DRAIN_LIMIT = 16 * 1024 * 1024

/**
 * [HTTP3] Reads a body up to the limit; more is refused without being kept.
 * @returns refusal `too-large`
 */
export async function readBody(request: Request, limit = BODY_LIMIT): Promise<Outcome<Uint8Array>> {
  const tooLarge = refuse('too-large', `The request is larger than ${Math.floor(limit / 1024)} KiB. Send less at once.`)
  if (Number(request.headers.get('content-length') ?? 0) > limit + DRAIN_LIMIT) return tooLarge
  const parts: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size <= limit) parts.push(value)
    // The rest is read and dropped, so that the client hears the answer; whoever never ends is cut off.
    else if (size > limit + DRAIN_LIMIT) {
      await reader.cancel().catch(() => undefined)
      return tooLarge
    }
  }
  if (size > limit) return tooLarge
  const body = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    body.set(part, at)
    at += part.byteLength
  }
  return ok(body)
}

/**
 * [HTTP2] Parses JSON. Text that the store or a hash could not keep (NUL, half a surrogate pair) is refused here, for every
 * route at once.
 * @returns refusal `malformed`
 */
export function parseJson(body: Uint8Array): Outcome<unknown> {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body))
  } catch {
    return refuse('malformed', 'The request is not JSON in UTF-8. Send a JSON object.')
  }
  if (!isSound(value, 0)) {
    return refuse('malformed', 'The request holds characters that cannot be stored, or is nested too deeply.')
  }
  return ok(value)
}

function isSound(value: unknown, depth: number): boolean {
  if (depth > 40) return false
  if (typeof value === 'string') return !value.includes('\0') && !/\p{Surrogate}/u.test(value)
  if (Array.isArray(value)) return value.every((each) => isSound(each, depth + 1))
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, each]) => isSound(key, depth) && isSound(each, depth + 1))
}
