import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { isFull } from '../store/no-room'

/** A file that has arrived whole and is on the disk, but not yet where anybody looks for it. */
export interface Spooled {
  readonly path: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  /** The first bytes, enough to tell what it is. */
  readonly head: Uint8Array
  /** Removes what is left of it. Harmless after the file was moved away. */
  discard(): Promise<void>
}

export interface SpoolOptions {
  readonly folder: string
  /** Bytes at most. */
  readonly limit: number
  /** Writes one piece whole; tests make it fail as a full disk does. */
  readonly write?: (file: FileHandle, bytes: Uint8Array) => Promise<void>
}

/** Bytes that the type of a file is told from: a ZIP's first entries stand within them. */
const HEAD = 64 * 1024

/**
 * [FIL1] Takes a stream to the disk piece by piece, hashing on the way, and flushes it. Whatever goes wrong on the way
 * (too large, cut off, a full disk) leaves nothing behind.
 * @returns refusals `too-large`, `disk-full`, `file-empty`, `upload-cut-off`
 */
export async function spool(
  source: AsyncIterable<Uint8Array>,
  { folder, limit, write = writeWhole }: SpoolOptions,
): Promise<Outcome<Spooled>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${randomBytes(16).toString('hex')}.part`)
  const discard = () => rm(path, { force: true })
  const hash = createHash('sha256')
  const head = new Uint8Array(HEAD)
  let size = 0
  let file: FileHandle | undefined
  try {
    file = await open(path, 'wx', 0o600)
    const pieces = source[Symbol.asyncIterator]()
    for (;;) {
      const next = await pieces.next().catch((error: unknown) => ({ cut: error }))
      if ('cut' in next) {
        await file.close()
        await discard()
        return refuse('upload-cut-off', 'The upload was cut off, and nothing of it was kept. Send the file again.')
      }
      if (next.done) break
      const piece = next.value
      if (size + piece.length > limit) {
        await file.close()
        await discard()
        await pieces.return?.()
        return refuse(
          'too-large',
          `A file holds at most ${Math.floor(limit / 1_000_000)} MB. Give its hash and where it is kept instead.`,
        )
      }
      if (size < HEAD) head.set(piece.subarray(0, HEAD - size), size)
      size += piece.length
      hash.update(piece)
      await write(file, piece)
    }
    await file.sync()
    await file.close()
  } catch (error) {
    await file?.close().catch(() => undefined)
    await discard()
    if (isFull(error)) return diskFull()
    throw error
  }
  if (size === 0) {
    await discard()
    return refuse('file-empty', 'The file is empty. Choose the file that holds the evidence.')
  }
  return ok({ path, sha256: hash.digest('hex'), size, head: head.slice(0, Math.min(size, HEAD)), discard })
}

async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten
}

export function diskFull() {
  return refuse(
    'disk-full',
    'The server has no room for this file, and nothing of it was kept. Ask your administrator for room, then send it again.',
  )
}
