import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Flushes one file or folder to the disk. */
export function syncPath(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
