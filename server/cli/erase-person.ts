import { parseArgs } from 'node:util'
import type { Outcome } from '@/lib/gsn/outcome'
import { askServer } from '../admin/ask-server'
import { type Env, parseEnv } from '../env'
import { createLog } from '../log'
import { type Erased, erasePerson } from '../retention/erase-person'
import { serviceKey } from '../secrets'
import { openStore } from '../store/open'
import { createRoomStore } from '../store/room-store'
import { createRooms } from '../sync/create-rooms'
import { EXIT } from './verify-file'

const USAGE =
  'accord erase-person EMAIL [--words] [--reason R]: erases what is known of a person; --words also what they said in comments.\n'

/** `accord erase-person`: in the store of `DATA_DIR` or `DATABASE_URL`, also while servers run. */
export async function erasePersonVerb(args: readonly string[]): Promise<number> {
  let email = ''
  let words = false
  let reason = ''
  try {
    const options = { words: { type: 'boolean' }, reason: { type: 'string' } } as const
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true })
    if (parsed.positionals.length !== 1) throw new Error('Name one address.')
    email = parsed.positionals[0] ?? ''
    words = parsed.values.words ?? false
    reason = parsed.values.reason ?? 'The person asked for it.'
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return EXIT.usage
  }
  try {
    const done = await erase(parseEnv(process.env), email, { words, reason })
    if (!done.ok) throw new Error(done.refusal.message)
    const { pseudonym, words: erased, kept } = done.value
    process.stdout.write(`The person is ${pseudonym} from now on. The words of ${erased} comments were erased.\n`)
    process.stdout.write(
      `${kept} entries of histories keep the name: they prove what was agreed. Backups made before this still hold everything.\n`,
    )
    return 0
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

async function erase(env: Env, email: string, how: { words: boolean; reason: string }): Promise<Outcome<Erased>> {
  const query = new URLSearchParams({ email, words: String(how.words), reason: how.reason })
  const running = env.databaseUrl === undefined ? await askServer(env.dataDir, `erase-person?${query}`) : undefined
  if (running !== undefined) {
    const pieces: Uint8Array[] = []
    for await (const piece of running) pieces.push(piece)
    return JSON.parse(Buffer.concat(pieces).toString('utf8')) as Outcome<Erased>
  }
  const clock = () => new Date().toISOString()
  const log = createLog('error', clock)
  const store = await openStore(env, log)
  const { db, lane, signals } = store
  const rooms = createRooms({
    store: createRoomStore(db, signals !== undefined, lane),
    clock,
    log,
    serviceKey: serviceKey(env),
    ...(signals === undefined ? {} : { signals }),
  })
  try {
    return await erasePerson({ db, rooms, clock }, email, how)
  } finally {
    await rooms.close()
    await store.close()
  }
}
