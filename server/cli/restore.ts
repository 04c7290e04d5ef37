import { parseArgs } from 'node:util'
import { BackupDamaged } from '../backup/backup-damaged'
import { openBackup } from '../backup/open-backup'
import { restoreEmbedded } from '../backup/restore-embedded'
import { restorePostgres } from '../backup/restore-postgres'
import { parseEnv } from '../env'
import { isFull } from '../store/no-room'
import { EXIT } from './verify-file'

const USAGE =
  'accord restore FILE [--replace]: puts a backup into the empty store of DATA_DIR or DATABASE_URL; with --replace, in the place of what is there, which is moved aside.\n'

/** `accord restore`: exit 0 when it is done or waits for the next start, 1 when nothing was changed. */
export async function restore(args: readonly string[]): Promise<number> {
  let file: string | undefined
  let replace = false
  try {
    const parsed = parseArgs({ args: [...args], options: { replace: { type: 'boolean' } }, allowPositionals: true })
    if (parsed.positionals.length !== 1) throw new Error('Name one file.')
    file = parsed.positionals[0]
    replace = parsed.values.replace ?? false
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return EXIT.usage
  }
  try {
    const { dataDir, databaseUrl } = parseEnv(process.env)
    const backup = await openBackup(file ?? '')
    try {
      const options = { replace, clock: () => new Date().toISOString() }
      const done =
        databaseUrl === undefined
          ? await restoreEmbedded(dataDir, backup, options)
          : await restorePostgres({ dataDir, databaseUrl }, backup, options)
      if (!done.ok) throw new Error(done.refusal.message)
      const { cases, at, files } = backup.manifest
      process.stdout.write(`${cases} cases and ${files.kept} evidence files as of ${at}.\n`)
      if (done.value.aside !== undefined) process.stdout.write(`What was there before is in ${done.value.aside}.\n`)
      process.stdout.write(
        'done' in done.value && !done.value.done
          ? 'It is ready beside the store of the running server and takes over when that server is started again.\n'
          : 'Start the server. Everybody signs in again; pages that were open are told to reload, and keep what was not saved.\n',
      )
      return 0
    } finally {
      await backup.close()
    }
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`)
    return 1
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof BackupDamaged) return error.message
  if (isFull(error)) return 'The disk is full. Nothing was changed. Make room and try again.'
  return error instanceof Error ? error.message : String(error)
}
