import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { switchStore } from '../backup/switch-store'
import type { Log } from '../log'
import { projectRoot } from '../root'
import type { Store } from './db'
import { syncPath } from './durable'
import { keepEmbeddedOpen } from './embedded-keeper'
import { lockDataDirectory } from './lock'
import * as schema from './schema'

/**
 * Opens the embedded store in `dataDir/pg`, creating it on first use; a commit means "on the disk". It runs on a thread
 * of its own and is talked to as Postgres is, by one connection: what waits for a disk waits there.
 * @param disk  as for `startEmbeddedThread`
 * @param log   hears that the store had to be opened anew
 * @throws DataDirectoryInUse when another process has the directory
 */
export async function openEmbedded(dataDir: string, disk?: string, log?: Log): Promise<Store> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const unlock = await lockDataDirectory(dataDir)
  try {
    switchStore(dataDir)
    const folder = join(dataDir, 'pg')
    if (!existsSync(folder)) await createEmbedded(dataDir, folder)
    const thread = await keepEmbeddedOpen(folder, log, disk)
    const one = { user: 'postgres', database: 'postgres', max: 1, idleTimeoutMillis: 0 }
    const pool = new pg.Pool({ ...one, stream: () => thread.connect() })
    // Whoever waits for an answer is told; a connection that nobody waits for is replaced when it is needed.
    pool.on('error', () => {})
    return {
      db: drizzle(pool, { schema }),
      kind: 'embedded',
      lane: thread.commit,
      ping: async () => void (await pool.query('select 1')),
      close: async () => {
        await pool.end()
        await thread.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
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
  renameSync(draft, folder)
  syncPath(dataDir)
}
