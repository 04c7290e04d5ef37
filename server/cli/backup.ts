import { askServer } from '../admin/ask-server'
import { saveBackup } from '../backup/save-backup'
import { sourceOf } from '../backup/source-of'
import { writeBackup } from '../backup/write-backup'
import { type Env, parseEnv } from '../env'
import { createLog } from '../log'
import { isFull } from '../store/no-room'
import { openStoreAsItIs } from '../store/open'
import { EXIT } from './verify-file'

const USAGE = 'accord backup FILE: writes everything of the store into FILE, which must not exist yet.\n'

/** `accord backup`: of the store of `DATA_DIR` or `DATABASE_URL`, also while servers run. Exit 0, 3 with files lost, 1. */
export async function backup(args: readonly string[]): Promise<number> {
  const [file] = args
  if (file === undefined || args.length !== 1 || file.startsWith('-')) {
    process.stderr.write(USAGE)
    return EXIT.usage
  }
  try {
    const manifest = await save(parseEnv(process.env), file)
    const { kept, lost } = manifest.files
    process.stdout.write(`${file}: ${manifest.cases} cases and ${kept} evidence files as of ${manifest.at}.\n`)
    process.stdout.write(
      'It holds personal data, password digests and the key that seals the histories: keep it as you keep the server.\n',
    )
    if (lost.length === 0) return 0
    process.stderr.write(`These evidence files are not in the store any more, or are damaged:\n${lost.join('\n')}\n`)
    return 3
  } catch (error) {
    process.stderr.write(`No backup was made. ${reasonOf(error, file)}\n`)
    return 1
  }
}

async function save(env: Env, file: string) {
  const { dataDir, databaseUrl } = env
  const running = databaseUrl === undefined ? await askServer(dataDir, 'backup') : undefined
  if (running !== undefined) return saveBackup(file, running)
  const clock = () => new Date().toISOString()
  const store = await openStoreAsItIs({ dataDir, databaseUrl }, createLog('error', clock))
  try {
    return await saveBackup(file, writeBackup(sourceOf(store, dataDir, clock)))
  } finally {
    await store.close()
  }
}

function reasonOf(error: unknown, file: string): string {
  if (isFull(error)) return 'The disk is full. Make room or choose another one.'
  if ((error as NodeJS.ErrnoException).code === 'EEXIST') return `${file} exists already. Choose another name.`
  return error instanceof Error ? error.message : String(error)
}
