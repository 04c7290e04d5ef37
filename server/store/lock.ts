import { randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Another process holds the data directory, or may hold it. The message is for the person who started this one. */
export class DataDirectoryInUse extends Error {
  override name = 'DataDirectoryInUse'
}

interface Holder {
  readonly pid: number
  /** When the process started, in the kernel's ticks; tells a process from a later one of the same number. */
  readonly started: string
  /** Where `pid` has a meaning: host and process namespace. */
  readonly place: string
  readonly token: string
}

const BEAT = 5_000
const SILENT_FOR = 20_000

/**
 * Takes the data directory for this process. The embedded store does not refuse a second process by itself, and two of
 * them corrupt each other. A lock left behind by a process that is gone is taken over.
 * @param dataDir  absolute, must exist
 * @returns gives the lock back
 * @throws DataDirectoryInUse
 */
export async function lockDataDirectory(dataDir: string): Promise<() => void> {
  const file = join(dataDir, 'lock')
  const mine: Holder = { ...self(), token: randomBytes(12).toString('hex') }
  for (let attempt = 0; !create(file, mine); attempt++) {
    const holder = read(file)
    if (attempt > 5 || (holder && (await isAlive(file, holder)))) throw inUse(dataDir, holder)
    // Only the lock that was judged is removed: someone else may have taken over in the meantime.
    if (read(file)?.token === holder?.token) remove(file)
  }
  // Two processes that took over the same stale lock at once: the later writer stands, the earlier one steps back.
  await sleep(50)
  const standing = read(file)
  if (standing?.token !== mine.token) throw inUse(dataDir, standing)

  const beat = setInterval(() => touch(file), BEAT)
  beat.unref()
  return () => {
    clearInterval(beat)
    if (read(file)?.token === mine.token) remove(file)
  }
}

function inUse(dataDir: string, holder: Holder | undefined): DataDirectoryInUse {
  const who = holder ? `process ${holder.pid}` : 'another process'
  return new DataDirectoryInUse(
    `The data directory ${dataDir} is already in use by ${who}. Stop that server first, or start this one with another DATA_DIR.`,
  )
}

async function isAlive(file: string, holder: Holder): Promise<boolean> {
  const here = self()
  if (holder.place === here.place) return startedAt(holder.pid) === holder.started
  // A pid of another container or host says nothing here: a living holder touches its lock.
  const first = modified(file)
  while (Date.now() - modified(file) < SILENT_FOR) {
    if (modified(file) > first) return true
    await sleep(500)
  }
  return false
}

function self(): Omit<Holder, 'token'> {
  return { pid: process.pid, started: startedAt(process.pid) ?? '', place: `${hostname()} ${pidNamespace()}` }
}

/** The start mark of a living process, or undefined when there is none. Without /proc every living pid has the same mark. */
function startedAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    if (process.platform === 'linux') return undefined
  }
  try {
    process.kill(pid, 0)
    return 'alive'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'alive' : undefined
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

function create(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function modified(file: string): number {
  try {
    return statSync(file).mtimeMs
  } catch {
    return 0
  }
}

function touch(file: string): void {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch {
    // The directory was taken away; the store itself will report that.
  }
}

function remove(file: string): void {
  try {
    unlinkSync(file)
  } catch {
    // Someone else removed it first.
  }
}
