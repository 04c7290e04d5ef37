import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of its own, so small that a test can fill it. */
export interface SmallDisk {
  readonly folder: string
  /** Takes all the room that is left, but for so many bytes. */
  fill(leave?: number): void
  /** Gives that room back. */
  empty(): void
  /** Nothing can be written any more, and again. */
  readOnly(yes: boolean): void
  remove(): void
}

/** Mounts one in memory. @returns undefined where this account may not mount: `it.skipIf` then says so */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'accord-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'accord-test', folder], { stdio: 'ignore' })
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
  const filler = join(folder, 'filler')
  return {
    folder,
    fill(leave = 0) {
      const { bavail, bsize } = statfsSync(folder)
      const handle = openSync(filler, 'a')
      const block = Buffer.alloc(bsize)
      for (let left = bavail - Math.ceil(leave / bsize); left > 0; left--) writeSync(handle, block)
      closeSync(handle)
    },
    empty: () => rmSync(filler, { force: true }),
    readOnly: (yes) => void execFileSync('mount', ['-o', `remount,${yes ? 'ro' : 'rw'}`, folder]),
    remove() {
      // Whoever still holds a file open lets go of it in their own time.
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true })
    },
  }
}
