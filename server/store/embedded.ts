import { spawn } from 'node:child_process'
import { existsSync, fsyncSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { projectRoot } from '../root'
import type { Db, Store } from './db'
import { type Fsync, syncPath, syncTree } from './durable'
import { lockDataDirectory } from './lock'
import * as schema from './schema'

/**
 * Opens the embedded store in `dataDir/pg`, creating it on first use, and makes a commit mean "on the disk".
 *
 * The store as shipped never calls fsync. Three things change that, and each of them alone loses acknowledged rows:
 * its start parameters, an fsync for its file system, and one flush of all its files after opening (without that the
 * disk may still say "was shut down cleanly", and recovery would skip the log).
 * @param fsync  called with a file descriptor for each flush of the opened store
 * @throws DataDirectoryInUse when another process has the directory
 */
export async function openEmbedded(dataDir: string, fsync: Fsync = fsyncSync): Promise<Store> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const unlock = await lockDataDirectory(dataDir)
  try {
    const folder = join(dataDir, 'pg')
    if (!existsSync(folder)) await createEmbedded(dataDir, folder)
    const client = new PGlite({ dataDir: folder, startParams: startParams() })
    await client.waitReady
    giveFsync(client, fsync)
    syncTree(folder, fsync)
    return {
      db: drizzle(client, { schema }) as unknown as Db,
      kind: 'embedded',
      ping: async () => void (await client.query('select 1')),
      close: async () => {
        await client.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

function startParams(): string[] {
  const kept = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F')
  // fdatasync, the default method, is a stub in this build.
  return [...kept, '-c', 'fsync=on', '-c', 'wal_sync_method=fsync']
}

interface OpenFile {
  readonly nfd: number
}
interface MountedFs {
  lookupPath(path: string): { node: { mount: { type: { stream_ops: { fsync?: (stream: OpenFile) => number } } } } }
}

function giveFsync(client: PGlite, fsync: Fsync): void {
  const fs = client.Module.FS as unknown as MountedFs
  fs.lookupPath('/pglite/data').node.mount.type.stream_ops.fsync = (stream) => {
    fsync(stream.nfd)
    return 0
  }
}

/** Created beside and moved into place when complete: a crash on the way leaves nothing that looks like a store. */
async function createEmbedded(dataDir: string, folder: string): Promise<void> {
  const draft = `${folder}.new`
  rmSync(draft, { recursive: true, force: true })
  const root = projectRoot()
  const child = spawn(process.execPath, [join(root, 'server/store/create-embedded.mjs'), draft], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint += chunk
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0) throw new Error(`The embedded store could not be created in ${dataDir}: ${complaint.trim()}`)
  syncTree(draft)
  renameSync(draft, folder)
  syncPath(dataDir)
}
