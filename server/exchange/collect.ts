import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'

const DRAIN_LIMIT = 16 * 1024 * 1024

/**
 * Gathers a file that is small enough to be looked at whole.
 * @param limit bytes at most
 * @returns refusals `too-large`, `file-empty`, `upload-cut-off`
 */
export async function collect(source: AsyncIterable<Uint8Array>, limit: number): Promise<Outcome<Uint8Array>> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of source) {
      size += part.length
      if (size <= limit) parts.push(part)
      else {
        // The rest is read and dropped, so that the sender hears the answer; whoever never ends is cut off.
        parts.length = 0
        if (size > limit + DRAIN_LIMIT) break
      }
    }
  } catch {
    return refuse('upload-cut-off', 'The upload was cut off, and nothing was imported. Send the file again.')
  }
  if (size > limit) return refuse('too-large', `A file to import holds at most ${Math.floor(limit / 1_000_000)} MB.`)
  if (size === 0) return refuse('file-empty', 'The file is empty. Choose another one.')
  return ok(new Uint8Array(Buffer.concat(parts)))
}
