import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createLog } from '@/server/log'
import { projectRoot } from '@/server/root'
import { openStore } from '@/server/store/open'

/** A log that says nothing, and one that only says what went wrong. */
export const silent = createLog('silent', () => '')

/**
 * A new data directory with an empty, migrated store in it; creating one takes seconds, so it is created once per state of
 * the migrations and copied afterwards. Remove it with `removeDataDir`.
 */
export async function freshDataDir(): Promise<string> {
  const template = await templateDir()
  const dataDir = mkdtempSync(join(tmpdir(), 'accord-test-'))
  cpSync(template, dataDir, { recursive: true })
  return dataDir
}

/** A disk for `openEmbedded` that is watched: see `watched-disk.mjs`. @returns its address */
export function watchedDisk(wanted: Readonly<Record<string, string>>): string {
  return `${pathToFileURL(join(projectRoot(), 'tests/support/watched-disk.mjs'))}?${new URLSearchParams(wanted)}`
}

export function removeDataDir(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
}

async function templateDir(): Promise<string> {
  const folder = join(projectRoot(), 'server/store/migrations')
  const hash = createHash('sha256')
    .update(String(process.getuid?.() ?? ''))
    .update(projectRoot())
  for (const name of readdirSync(folder)
    .filter((each) => each.endsWith('.sql'))
    .sort())
    hash.update(readFileSync(join(folder, name), 'utf8'))
  const template = join(tmpdir(), `accord-template-${hash.digest('hex').slice(0, 16)}`)
  if (existsSync(template)) return template
  const draft = mkdtempSync(`${template}-`)
  mkdirSync(draft, { recursive: true })
  const store = await openStore({ dataDir: draft }, silent)
  await store.close()
  try {
    renameSync(draft, template)
  } catch {
    // Another test process was first; its template is as good.
    rmSync(draft, { recursive: true, force: true })
  }
  return template
}
