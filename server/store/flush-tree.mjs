import { closeSync, openSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Flushes a folder and everything in it to the disk.
 * @param {string} folder
 * @param {(handle: number) => void} fsync  flushes an open file or folder, given its descriptor
 */
export function flushTree(folder, fsync) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) flushTree(path, fsync)
    else if (entry.isFile()) flush(path, fsync)
  }
  flush(folder, fsync)
}

function flush(path, fsync) {
  const handle = openSync(path, 'r')
  try {
    fsync(handle)
  } finally {
    closeSync(handle)
  }
}
