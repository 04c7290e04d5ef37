import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

/** Bytes that hold any one line of the list, its end included. */
const LINE = 128

/**
 * [AUTH10] Whether a password stands in a list of breached ones: a file of SHA-1 digests in upper-case hex, in order, one a
 * line, each with a count behind a colon or none ("Pwned Passwords, ordered by hash"). About 36 reads of a file of any size.
 * @throws what the file system says
 */
export async function isBreached(path: string, password: string): Promise<boolean> {
  const wanted = createHash('sha1').update(password).digest('hex').toUpperCase()
  const file = await open(path, 'r')
  try {
    let low = 0
    let high = (await file.stat()).size
    // The wanted line begins in [low, high), if it is there.
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const line = await lineFrom(file, middle)
      if (line === undefined || line.at >= high) {
        // No line begins between middle and high.
        high = middle
        continue
      }
      if (line.digest === wanted) return true
      if (line.digest < wanted) low = line.at + 1
      else high = middle
    }
    return false
  } finally {
    await file.close()
  }
}

/** Looks whether a file is such a list at all. @returns a sentence on what is wrong with it, or undefined */
export async function listComplaint(path: string): Promise<string | undefined> {
  try {
    const file = await open(path, 'r')
    try {
      const first = await lineFrom(file, 0)
      if (first !== undefined && /^[0-9A-F]{40}$/.test(first.digest)) return undefined
      return `BREACHED_PASSWORDS names ${path}, which is no list of SHA-1 digests in order, one a line.`
    } finally {
      await file.close()
    }
  } catch {
    return `BREACHED_PASSWORDS names ${path}, which cannot be read. Put the list there, or leave the setting out.`
  }
}

/** The first line that begins at `from` or after it. */
async function lineFrom(file: FileHandle, from: number): Promise<{ at: number; digest: string } | undefined> {
  // One byte before shows whether a line begins right here.
  const start = Math.max(0, from - 1)
  const { bytesRead, buffer } = await file.read(Buffer.alloc(LINE * 2), 0, LINE * 2, start)
  const text = buffer.toString('latin1', 0, bytesRead)
  const at = from === 0 ? 0 : text.indexOf('\n') + 1
  if (from > 0 && at === 0) return undefined
  const digest = text.slice(at, at + 40)
  return digest.length === 40 ? { at: start + at, digest } : undefined
}
