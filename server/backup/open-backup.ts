import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { BackupDamaged } from './backup-damaged'
import { type BackupManifest, backupManifest, MANIFEST, MANIFEST_DIGEST, SERVICE_KEY_PART } from './manifest'
import { readTar, type TarEntry } from './tar'

/** A backup that was read to its end and is what was written. */
export interface OpenBackup {
  readonly manifest: BackupManifest
  /** The rows of a part of a table, as one JSON array. */
  rowsOf(part: string): Promise<string>
  /** The bytes of an evidence file. */
  fileBytes(sha256: string): AsyncIterable<Uint8Array>
  /** The service's key, hex. */
  readonly serviceKey?: string
  close(): Promise<void>
}

const PIECE = 256 * 1024
/** What a part of rows may hold at most, unpacked. */
const MOST = 256 * 1024 * 1024
const unpack = promisify(gunzip)

/**
 * [OPS1] Opens a backup and checks every byte of it before anything of it is used.
 * @throws BackupDamaged naming the part; the disk's error
 */
export async function openBackup(path: string): Promise<OpenBackup> {
  const file = await open(path, 'r')
  try {
    const entries = await readTar(file)
    const manifest = await readManifest(file, entries)
    await compare(file, entries, manifest)
    const entry = (name: string) => {
      const found = entries.find((each) => each.name === name)
      if (found === undefined) throw new BackupDamaged(name, 'it is missing')
      return found
    }
    const key = entries.find(({ name }) => name === SERVICE_KEY_PART)
    return {
      manifest,
      async rowsOf(part) {
        const text = await unpack(await whole(file, entry(part)), { maxOutputLength: MOST })
        return `[${text.toString('utf8').replaceAll('\n', ',')}]`
      },
      fileBytes: (sha256) => pieces(file, entry(`files/${sha256}`)),
      ...(key === undefined ? {} : { serviceKey: (await whole(file, key)).toString('latin1') }),
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readManifest(file: FileHandle, entries: readonly TarEntry[]): Promise<BackupManifest> {
  const [own, digest] = entries.slice(-2)
  if (own?.name !== MANIFEST || digest?.name !== MANIFEST_DIGEST) {
    throw new BackupDamaged(entries.at(-1)?.name ?? 'the beginning', 'the manifest is not where it belongs')
  }
  if (own.size > MOST || digest.size !== 64) throw new BackupDamaged(MANIFEST, 'it has another size')
  const bytes = await whole(file, own)
  if (createHash('sha256').update(bytes).digest('hex') !== (await whole(file, digest)).toString('latin1')) {
    throw new BackupDamaged(MANIFEST, 'it is not what was written')
  }
  const json = JSON.parse(bytes.toString('utf8')) as { version?: unknown }
  const manifest = backupManifest.safeParse(json)
  if (!manifest.success) throw new BackupDamaged(MANIFEST, 'this version of Accord does not understand it')
  return manifest.data
}

async function compare(file: FileHandle, entries: readonly TarEntry[], manifest: BackupManifest): Promise<void> {
  const present = entries.slice(0, -2)
  for (const [index, part] of manifest.parts.entries()) {
    const entry = present[index]
    if (entry?.name !== part.name || entry.size !== part.size) throw new BackupDamaged(part.name, 'it is missing')
    const hash = createHash('sha256')
    for await (const piece of pieces(file, entry)) hash.update(piece)
    if (hash.digest('hex') !== part.sha256) throw new BackupDamaged(part.name, 'it is not what was written')
  }
  const more = present[manifest.parts.length]
  if (more !== undefined) throw new BackupDamaged(more.name, 'the manifest does not name it')
}

async function whole(file: FileHandle, { name, size, start }: TarEntry): Promise<Buffer> {
  const bytes = Buffer.alloc(size)
  const { bytesRead } = await file.read(bytes, 0, size, start)
  if (bytesRead !== size) throw new BackupDamaged(name, 'it is cut off')
  return bytes
}

async function* pieces(file: FileHandle, { name, size, start }: TarEntry): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; ) {
    const bytes = new Uint8Array(Math.min(PIECE, size - at))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start + at)
    if (bytesRead === 0) throw new BackupDamaged(name, 'it is cut off')
    at += bytesRead
    yield bytes.subarray(0, bytesRead)
  }
}
