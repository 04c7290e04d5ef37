import { parseArgs } from 'node:util'
import type { Outcome } from '@/lib/gsn/outcome'
import { addPerson } from '../commands/add-person'
import { givePassword, nameAdministrator, type Store, takeFactorsOff } from '../commands/operate-account'
import { parseEnv } from '../env'
import { createLog } from '../log'
import { openStore } from '../store/open'
import { EXIT } from './verify-file'

const USAGE = `accord user add --email E --name N [--organisation O --side mdm|hdo --administrator]
accord user password --email E
accord user reset-factors --email E
accord user administrator --email E
The password is the first line of standard input.
`

interface Values {
  email?: string
  name?: string
  organisation?: string
  side?: string
  administrator?: boolean
}

interface Act {
  run(
    store: Store,
    values: Values,
    password: () => Promise<string>,
    breached?: string,
  ): Promise<Outcome<{ email: string }>>
  /** What is so afterwards; the address stands before it. */
  readonly done: string
}

const ACTS: Readonly<Record<string, Act>> = {
  add: {
    run: async (store, values, password, breached) =>
      addPerson(store, { ...values, password: await password() }, breached),
    done: 'can sign in now',
  },
  password: {
    run: async (store, { email = '' }, password, breached) => givePassword(store, email, await password(), breached),
    done: 'can sign in now',
  },
  'reset-factors': {
    run: (store, { email = '' }) => takeFactorsOff(store, email),
    done: 'can sign in now without a second factor',
  },
  administrator: {
    run: (store, { email = '' }) => nameAdministrator(store, email),
    done: 'administers the organisation now',
  },
}

/** How `accord user` reads: the store is that of `DATA_DIR` or `DATABASE_URL`, as for the server. */
export async function user(args: readonly string[], password: () => Promise<string>): Promise<number> {
  const options = { email: {}, name: {}, organisation: {}, side: {} } as const
  const flags = { administrator: { type: 'boolean' as const } }
  const strings = Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' as const }]))
  let values: Values
  let act: Act
  try {
    const parsed = parseArgs({ args: [...args], options: { ...strings, ...flags }, allowPositionals: true })
    const named = ACTS[parsed.positionals.join(' ')]
    if (named === undefined) throw new Error(`Say what to do: user ${Object.keys(ACTS).join(', user ')}.`)
    act = named
    values = parsed.values as Values
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
    const done = await act.run(tools, values, password, env.breachedPasswords)
    if (!done.ok) {
      process.stderr.write(`${done.refusal.message}\n`)
      return 1
    }
    process.stdout.write(`${done.value.email} ${act.done}.\n`)
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
