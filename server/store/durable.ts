import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Flushes an open file or folder, given its descriptor. Tests watch it. */
export type Fsync = (handle: number) => void

/** Flushes one file or folder to the disk. */
export function syncPath(path: string, fsync: Fsync = fsyncSync): void {
  const handle = openSync(path, 'r')
  try {
    fsync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Flushes a folder and everything in it. */
export function syncTree(folder: string, fsync: Fsync = fsyncSync): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) syncTree(path, fsync)
    else if (entry.isFile()) syncPath(path, fsync)
  }
  syncPath(folder, fsync)
}
