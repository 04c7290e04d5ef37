import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Outcome } from '@/lib/gsn/outcome'
import { askServer } from '../admin/ask-server'
import { saveBackup } from '../backup/save-backup'
import { sourceOf } from '../backup/source-of'
import { writeBackup } from '../backup/write-backup'
import { type Env, parseEnv } from '../env'
import { createLog } from '../log'
import { deleteCase, mayDelete } from '../retention/delete-case'
import { openStore } from '../store/open'
import { EXIT } from './verify-file'

const USAGE =
  'accord delete-case CASE --archive FILE: writes everything of a case whose time is over into FILE, then deletes the case.\n'

/** `accord delete-case`: only what both sides have agreed on, and only after its archive is on the disk. */
export async function deleteCaseVerb(args: readonly string[]): Promise<number> {
  let caseId = ''
  let file = ''
  try {
    const parsed = parseArgs({ args: [...args], options: { archive: { type: 'string' } }, allowPositionals: true })
    if (parsed.positionals.length !== 1 || parsed.values.archive === undefined)
      throw new Error('Name a case and a file.')
    caseId = parsed.positionals[0] ?? ''
    file = parsed.values.archive
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return EXIT.usage
  }
  try {
    const env = parseEnv(process.env)
    const done = (await byServer(env, caseId, file)) ?? (await byMyself(env, caseId, file))
    if (!done.ok) throw new Error(done.refusal.message)
    process.stdout.write(`Case ${caseId} is deleted; its archive is ${file}. Backups made before still hold it.\n`)
    return 0
  } catch (error) {
    process.stderr.write(`Nothing was deleted. ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

async function byServer(
  { dataDir, databaseUrl }: Env,
  caseId: string,
  file: string,
): Promise<Outcome<void> | undefined> {
  if (databaseUrl !== undefined) return undefined
  const ask = async (act: string) => {
    const pieces = await askServer(dataDir, act)
    if (pieces === undefined) return undefined
    const bytes: Uint8Array[] = []
    for await (const piece of pieces) bytes.push(piece)
    return JSON.parse(Buffer.concat(bytes).toString('utf8')) as Outcome<void>
  }
  const query = `case=${encodeURIComponent(caseId)}`
  const may = await ask(`may-delete-case?${query}`)
  if (may === undefined || !may.ok) return may
  const archive = await askServer(dataDir, `archive-case?${query}`)
  if (archive === undefined) return undefined
  await saveBackup(file, archive)
  return ask(`delete-case?${query}&archive=${await sha256Of(file)}`)
}

async function byMyself(env: Env, caseId: string, file: string): Promise<Outcome<void>> {
  const clock = () => new Date().toISOString()
  const store = await openStore(env, createLog('error', clock))
  try {
    const may = await mayDelete(store.db, caseId, clock())
    if (!may.ok) return may
    const { serviceKey: _, ...source } = sourceOf(store, env.dataDir, clock)
    await saveBackup(file, writeBackup({ ...source, only: caseId }))
    return await deleteCase({ db: store.db, clock }, caseId, await sha256Of(file))
  } finally {
    await store.close()
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  return hash.digest('hex')
}
