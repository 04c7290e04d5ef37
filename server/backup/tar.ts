import type { FileHandle } from 'node:fs/promises'
import { BackupDamaged } from './backup-damaged'

const BLOCK = 512
/** What eleven octal digits hold. */
const MOST = 8 ** 11 - 1

/** An entry of an archive: its bytes stand at `start`. */
export interface TarEntry {
  readonly name: string
  readonly size: number
  readonly start: number
}

/**
 * The header of a file in a tar archive (POSIX ustar), readable by its owner alone and dated nowhere, so that one name and
 * size have one header.
 * @throws for a name or size that the format does not hold
 */
export function tarHeader(name: string, size: number): Uint8Array {
  if (!/^[\x20-\x7e]{1,100}$/.test(name)) throw new Error(`An archive cannot hold a file named ${name}.`)
  if (size > MOST) throw new Error(`${name} is larger than an archive holds.`)
  const header = Buffer.alloc(BLOCK)
  const put = (at: number, text: string) => header.write(text, at, 'latin1')
  put(0, name)
  put(100, '0000600\0')
  put(108, '0000000\0')
  put(116, '0000000\0')
  put(124, `${size.toString(8).padStart(11, '0')}\0`)
  put(136, '00000000000\0')
  put(148, '        ')
  put(156, '0')
  put(257, 'ustar\x0000')
  put(
    148,
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
  )
  return header
}

/** The zeros that follow the bytes of an entry of this size. */
export function tarPadding(size: number): Uint8Array {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK)
}

/** The end of an archive. */
export const TAR_END = new Uint8Array(2 * BLOCK)

/**
 * The entries of an archive as `tarHeader` wrote it, in order. Every byte that belongs to no entry is checked here: headers
 * are compared whole, padding and end must be zeros, and nothing may follow.
 * @throws BackupDamaged naming the entry, or what came after which
 */
export async function readTar(file: FileHandle): Promise<TarEntry[]> {
  const { size: end } = await file.stat()
  const entries: TarEntry[] = []
  let at = 0
  const block = Buffer.alloc(BLOCK)
  const last = () => entries.at(-1)?.name ?? 'the beginning'
  const take = async (length: number) => {
    const { bytesRead } = await file.read(block, 0, length, at)
    if (bytesRead < length) throw new BackupDamaged(last(), 'the file ends after it')
    at += length
    return block.subarray(0, length)
  }
  for (;;) {
    const header = await take(BLOCK)
    if (header.every((byte) => byte === 0)) break
    const name = header.toString('latin1', 0, 100).replace(/\0.*$/s, '')
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
    if (
      !/^[\x20-\x7e]{1,100}$/.test(name) ||
      !Number.isSafeInteger(size) ||
      !tarHeader(name, size).every(same(header))
    ) {
      throw new BackupDamaged(last(), 'what follows it cannot be read')
    }
    entries.push({ name, size, start: at })
    at += size
    if (at > end) throw new BackupDamaged(name, 'it is cut off')
    if (!(await take(tarPadding(size).length)).every((byte) => byte === 0)) {
      throw new BackupDamaged(name, 'there is something between it and the next')
    }
  }
  if (!(await take(BLOCK)).every((byte) => byte === 0) || at !== end) {
    throw new BackupDamaged(last(), 'something follows the end')
  }
  return entries
}

const same = (bytes: Uint8Array) => (byte: number, index: number) => bytes[index] === byte
