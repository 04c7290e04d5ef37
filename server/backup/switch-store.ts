import { existsSync, fsyncSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { syncPath } from '../store/durable'
import { flushTree } from '../store/flush-tree.mjs'

/** Where a store is made ready beside the one in use. */
export const stagingOf = (dataDir: string) => join(dataDir, 'restoring')

const READY = 'ready'
/** What a store in a data directory consists of. */
const PARTS = ['pg', 'files', 'service-key'] as const
/** What belongs to the store that is replaced, and has no successor. */
const GO_ALONG = ['service-key.next'] as const

/** Marks a store beside the one in use as complete: from here on it takes over, now or at the next start. */
export function markReady(dataDir: string, at: string): void {
  const staging = stagingOf(dataDir)
  flushTree(staging, fsyncSync)
  const aside = `replaced-${at.replaceAll(/[^0-9]/g, '').slice(0, 14)}`
  const draft = join(staging, `${READY}.new`)
  writeFileSync(draft, JSON.stringify({ aside }), { mode: 0o600 })
  syncPath(draft)
  renameSync(draft, join(staging, READY))
  syncPath(staging)
}

/** Whether a complete store waits to take over. */
export function isReady(dataDir: string): boolean {
  return existsSync(join(stagingOf(dataDir), READY))
}

/**
 * [OPS2] Lets a store that waits take over; the one before is moved aside as it is. Call it with the data directory locked
 * and nothing open. Cut short anywhere, the next call completes it.
 * @param move  renames; tests cut it short
 * @returns the folder that holds the one before; undefined when nothing waits
 */
export function switchStore(dataDir: string, move: typeof renameSync = renameSync): string | undefined {
  if (!isReady(dataDir)) return undefined
  const staging = stagingOf(dataDir)
  const { aside } = JSON.parse(readFileSync(join(staging, READY), 'utf8')) as { aside: string }
  const folder = join(dataDir, aside)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const moveAside = (name: string) => {
    if (!existsSync(join(dataDir, name))) return
    move(join(dataDir, name), join(folder, name))
    syncPath(folder)
    syncPath(dataDir)
  }
  for (const name of PARTS) {
    const successor = join(staging, name)
    if (!existsSync(successor)) continue
    moveAside(name)
    move(successor, join(dataDir, name))
    syncPath(dataDir)
    syncPath(staging)
  }
  for (const name of GO_ALONG) moveAside(name)
  rmSync(staging, { recursive: true })
  syncPath(dataDir)
  return folder
}
