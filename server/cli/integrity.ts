import { parseArgs } from 'node:util'
import { askServer } from '../admin/ask-server'
import { sourceOf } from '../backup/source-of'
import { type Env, parseEnv } from '../env'
import { checkStore, type IntegrityReport } from '../integrity/check-store'
import { createLog } from '../log'
import { openStore } from '../store/open'
import { EXIT } from './verify-file'

const USAGE = 'accord integrity [--mend] [--json]: checks everything the store keeps; exit 0 sound, 1 with problems.\n'

/** `accord integrity`: of the store of `DATA_DIR` or `DATABASE_URL`, also while servers run. */
export async function integrity(args: readonly string[]): Promise<number> {
  let mend = false
  let json = false
  try {
    const options = { mend: { type: 'boolean' }, json: { type: 'boolean' } } as const
    const { values } = parseArgs({ args: [...args], options })
    mend = values.mend ?? false
    json = values.json ?? false
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return EXIT.usage
  }
  try {
    const report = await reportOf(parseEnv(process.env), mend)
    if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
    else process.stdout.write(inWords(report))
    return report.problems.length === 0 ? 0 : 1
  } catch (error) {
    process.stderr.write(`The store could not be checked. ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

async function reportOf({ dataDir, databaseUrl }: Env, mend: boolean): Promise<IntegrityReport> {
  const running = databaseUrl === undefined ? await askServer(dataDir, `integrity?mend=${mend}`) : undefined
  if (running !== undefined) {
    const pieces: Uint8Array[] = []
    for await (const piece of running) pieces.push(piece)
    return JSON.parse(Buffer.concat(pieces).toString('utf8')) as IntegrityReport
  }
  const clock = () => new Date().toISOString()
  const store = await openStore({ dataDir, databaseUrl }, createLog('error', clock))
  try {
    const { files, serviceKey } = sourceOf(store, dataDir, clock)
    const source = { db: store.db, files, serviceKey: serviceKey?.publicKeyHex ?? '', now: Date.now() }
    return await checkStore(source, mend)
  } finally {
    await store.close()
  }
}

function inWords({ cases, edits, entries, versions, files, problems, remarks }: IntegrityReport): string {
  const counted = `${cases} cases, ${edits} edits, ${entries} entries of histories, ${versions} versions, ${files} evidence files`
  const verdict = problems.length === 0 ? 'Everything is as it was written.' : `${problems.length} problems:`
  return [`Checked ${counted}.`, verdict, ...problems.map((each) => `- ${each}`), ...remarks, ''].join('\n')
}
