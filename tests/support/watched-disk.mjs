// A disk for the embedded store's thread, told by its own address what to do: `?count=FILE` writes one byte there for each
// flush; `?hold=FILE` does not answer while that file is there, or with `&slow=MS` takes that long then;
// `?source=FOLDER&copy=FOLDER` keeps what a disk would hold after the power went: every flushed file as it was when it was
// flushed; a flushed folder loses the entries that were removed from it.
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'

const wanted = new URL(import.meta.url).searchParams
const [count, slow, hold, source, copy] = ['count', 'slow', 'hold', 'source', 'copy'].map((name) => wanted.get(name))
const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

export function fsync(handle) {
  fsyncSync(handle)
  while (hold !== null && existsSync(hold)) {
    wait(Number(slow ?? 2))
    if (slow !== null) break
  }
  if (count !== null) appendFileSync(count, '.')
  if (source !== null) keep(readlinkSync(`/proc/self/fd/${handle}`))
}

function keep(path) {
  const kept = join(copy, relative(source, path))
  if (!statSync(path).isDirectory()) {
    mkdirSync(dirname(kept), { recursive: true })
    copyFileSync(path, kept)
    return
  }
  mkdirSync(kept, { recursive: true })
  for (const name of readdirSync(kept)) {
    if (!existsSync(join(path, name))) rmSync(join(kept, name), { recursive: true })
  }
}
