import { parseArgs } from 'node:util'
import { addPerson } from '../commands/add-person'
import { parseEnv } from '../env'
import { createLog } from '../log'
import { openStore } from '../store/open'
import { EXIT } from './verify-file'

const USAGE =
  'accord user add --email E --name N [--organisation O --side mdm|hdo --administrator]; the password is the first line of standard input.\n'

/** How `accord user add` reads: the store is that of `DATA_DIR` or `DATABASE_URL`, as for the server. */
export async function user(args: readonly string[], password: () => Promise<string>): Promise<number> {
  const options = { email: {}, name: {}, organisation: {}, side: {} } as const
  const flags = { administrator: { type: 'boolean' as const } }
  const strings = Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' as const }]))
  let values: { email?: string; name?: string; organisation?: string; side?: string; administrator?: boolean }
  try {
    const parsed = parseArgs({ args: [...args], options: { ...strings, ...flags }, allowPositionals: true })
    if (parsed.positionals.join(' ') !== 'add') throw new Error('The verb is "user add".')
    values = parsed.values as typeof values
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return EXIT.usage
  }
  let store: Awaited<ReturnType<typeof openStore>>
  try {
    store = await openStore(
      parseEnv(process.env),
      createLog('error', () => new Date().toISOString()),
    )
  } catch (error) {
    // A second process on an embedded store lands here, with the sentence that says so.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
  try {
    const clock = () => new Date().toISOString()
    const ids = () => crypto.randomUUID().replaceAll('-', '')
    const added = await addPerson({ db: store.db, clock, ids }, { ...values, password: await password() })
    if (!added.ok) {
      process.stderr.write(`${added.refusal.message}\n`)
      return 1
    }
    process.stdout.write(`${added.value.email} can sign in now.\n`)
    return 0
  } finally {
    await store.close()
  }
}

/** The first line of standard input; asked for when somebody sits at the keyboard. */
export async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password: ')
  let text = ''
  for await (const chunk of process.stdin) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return text.split(/\r?\n/, 1)[0] ?? ''
}
