import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { syncPath } from '../store/durable'

/** Where a running server is asked by whoever owns its data directory, and what proves that they do. */
export interface AdminFile {
  readonly port: number
  /** Made anew at each start. */
  readonly secret: string
}

const pathOf = (dataDir: string) => join(dataDir, 'admin.json')

/** Only the owner of the data directory can read it. */
export async function writeAdminFile(dataDir: string, admin: AdminFile): Promise<void> {
  const draft = `${pathOf(dataDir)}.new`
  rmSync(draft, { force: true })
  writeFileSync(draft, JSON.stringify(admin), { mode: 0o600 })
  syncPath(draft)
  await rename(draft, pathOf(dataDir))
}

/** @returns undefined when no server left one */
export function readAdminFile(dataDir: string): AdminFile | undefined {
  try {
    return JSON.parse(readFileSync(pathOf(dataDir), 'utf8')) as AdminFile
  } catch {
    return undefined
  }
}

export function removeAdminFile(dataDir: string): void {
  rmSync(pathOf(dataDir), { force: true })
}
