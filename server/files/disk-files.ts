import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { syncPath } from '../store/durable'
import { type FileStore, isSha256 } from './file-store'

/**
 * [FIL2] Files in `dataDir/files/ab/abcd...`, named by their hash alone. A file is moved into place only when it is whole
 * and flushed, and its folders are flushed after that: after a power loss it is there or it never was.
 * Uploads that a stopped process left behind are removed: one process owns the directory.
 */
export function openDiskFiles(dataDir: string): FileStore {
  const root = join(dataDir, 'files')
  const spoolFolder = join(root, 'incoming')
  mkdirSync(spoolFolder, { recursive: true, mode: 0o700 })
  syncPath(dataDir)
  for (const name of readdirSync(spoolFolder)) rmSync(join(spoolFolder, name), { force: true })
  const placeOf = (sha256: string) => {
    if (!isSha256(sha256)) throw new Error('A file is named by its SHA-256.')
    return { folder: join(root, sha256.slice(0, 2)), path: join(root, sha256.slice(0, 2), sha256) }
  }
  return {
    spoolFolder,
    async keep(file) {
      const { folder, path } = placeOf(file.sha256)
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      // The same bytes again change nothing; damaged ones under this name are put right.
      await rename(file.path, path)
      syncPath(folder)
      syncPath(root)
    },
    async *unused(named, before) {
      for (const folder of readdirSync(root)) {
        if (!/^[0-9a-f]{2}$/.test(folder)) continue
        for (const name of readdirSync(join(root, folder))) {
          if (!isSha256(name) || named.has(name)) continue
          if ((await stat(join(root, folder, name))).mtimeMs < before) yield name
        }
      }
    },
    async collect(sha256, before) {
      const { folder, path } = placeOf(sha256)
      if ((await stat(path)).mtimeMs >= before) return
      rmSync(path)
      syncPath(folder)
    },
    async read(sha256) {
      if (!isSha256(sha256)) return undefined
      const { path } = placeOf(sha256)
      const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      return handle === undefined ? undefined : createReadStream('', { fd: handle, highWaterMark: 256 * 1024 })
    },
  }
}
