import { parseArgs } from 'node:util'
import { addPerson } from '../commands/add-person'
import { givePassword, takeFactorsOff } from '../commands/operate-account'
import { parseEnv } from '../env'
import { createLog } from '../log'
import { openStore } from '../store/open'
import { EXIT } from './verify-file'

const USAGE = `accord user add --email E --name N [--organisation O --side mdm|hdo --administrator]
accord user password --email E
accord user reset-factors --email E
The password is the first line of standard input.
`

const ACTS = ['add', 'password', 'reset-factors']

/** How `accord user` reads: the store is that of `DATA_DIR` or `DATABASE_URL`, as for the server. */
export async function user(args: readonly string[], password: () => Promise<string>): Promise<number> {
  const options = { email: {}, name: {}, organisation: {}, side: {} } as const
  const flags = { administrator: { type: 'boolean' as const } }
  const strings = Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' as const }]))
  let values: { email?: string; name?: string; organisation?: string; side?: string; administrator?: boolean }
  let act: string
  try {
    const parsed = parseArgs({ args: [...args], options: { ...strings, ...flags }, allowPositionals: true })
    act = parsed.positionals.join(' ')
    if (!ACTS.includes(act)) throw new Error('Say what to do: user add, user password or user reset-factors.')
    values = parsed.values as typeof values
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return EXIT.usage
  }
  let store: Awaited<ReturnType<typeof openStore>>
  let env: ReturnType<typeof parseEnv>
  try {
    env = parseEnv(process.env)
    store = await openStore(
      env,
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
    const tools = { db: store.db, clock, ids }
    const { email = '' } = values
    const done =
      act === 'reset-factors'
        ? await takeFactorsOff(tools, email)
        : act === 'password'
          ? await givePassword(tools, email, await password(), env.breachedPasswords)
          : await addPerson(tools, { ...values, password: await password() }, env.breachedPasswords)
    if (!done.ok) {
      process.stderr.write(`${done.refusal.message}\n`)
      return 1
    }
    const without = act === 'reset-factors' ? ' without a second factor' : ''
    process.stdout.write(`${done.value.email} can sign in now${without}.\n`)
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
