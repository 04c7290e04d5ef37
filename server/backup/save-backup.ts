import { type FileHandle, link, open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncPath } from '../store/durable'
import type { BackupManifest } from './manifest'
import { openBackup } from './open-backup'

/**
 * [OPS1] Keeps a backup as a file that only its owner reads: written beside, flushed, read back and checked, and only then
 * given its name. Whatever goes wrong leaves nothing under that name, and nothing beside it but after a crash.
 * @param path  where no file may be yet
 * @throws the disk's error (EEXIST when there is one), or the source's
 */
export async function saveBackup(path: string, source: AsyncIterable<Uint8Array>): Promise<BackupManifest> {
  const draft = `${path}.part`
  await rm(draft, { force: true })
  let file: FileHandle | undefined
  try {
    file = await open(draft, 'wx', 0o600)
    for await (const piece of source) {
      for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten
    }
    await file.sync()
    await file.close()
    const backup = await openBackup(draft)
    await backup.close()
    // Unlike a move, this takes the place of nothing.
    await link(draft, path)
    await rm(draft)
    syncPath(dirname(path))
    return backup.manifest
  } catch (error) {
    await file?.close().catch(() => undefined)
    await rm(draft, { force: true })
    throw error
  }
}
