import fs, { copyFileSync, mkdirSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'

/**
 * Keeps what a disk would hold of a folder after the power went, as far as this process writes to it: a file as it was when
 * it was last flushed, under the names that its folder had when that was flushed. What was never flushed is empty or not
 * there. The embedded store's thread has `watched-disk.mjs`; its folder is left to that.
 * @returns how to stop
 */
export async function watchFiles(source: string, copy: string): Promise<() => void> {
  /** Where the flushed bytes of a file are, by its inode: it may be renamed. */
  const flushed = new Map<number, string>()
  const aside = join(copy, '..', `${process.pid}-flushed`)
  mkdirSync(aside, { recursive: true })
  const keep = (fd: number) => {
    const path = readlinkSync(`/proc/self/fd/${fd}`)
    const inside = relative(source, path)
    if (inside.startsWith('..') || inside === 'pg' || inside.startsWith('pg/')) return
    const info = fs.fstatSync(fd)
    if (info.isDirectory()) return keepFolder(path, join(copy, inside))
    const bytes = join(aside, String(info.ino))
    copyFileSync(path, bytes)
    flushed.set(info.ino, bytes)
    const kept = join(copy, inside)
    if (fs.existsSync(kept)) copyFileSync(bytes, kept)
  }
  const keepFolder = (path: string, kept: string) => {
    mkdirSync(kept, { recursive: true })
    const names = readdirSync(path)
    for (const name of readdirSync(kept)) if (!names.includes(name)) rmSync(join(kept, name), { recursive: true })
    for (const name of names) {
      if (name === 'pg') continue
      const info = statSync(join(path, name))
      if (info.isDirectory()) mkdirSync(join(kept, name), { recursive: true })
      else {
        const bytes = flushed.get(info.ino)
        mkdirSync(dirname(join(kept, name)), { recursive: true })
        if (bytes === undefined) writeFileSync(join(kept, name), '')
        else copyFileSync(bytes, join(kept, name))
      }
    }
  }
  const { fsyncSync } = fs
  fs.fsyncSync = (fd) => {
    fsyncSync(fd)
    keep(fd)
  }
  syncBuiltinESMExports()
  const probe = await open(join(tmpdir(), `accord-probe-${process.pid}`), 'w')
  const handles = Object.getPrototypeOf(probe) as { sync(this: { fd: number }): Promise<void> }
  await probe.close()
  const { sync } = handles
  handles.sync = async function flush() {
    await sync.call(this)
    keep(this.fd)
  }
  return () => {
    fs.fsyncSync = fsyncSync
    syncBuiltinESMExports()
    handles.sync = sync
    rmSync(aside, { recursive: true, force: true })
  }
}
