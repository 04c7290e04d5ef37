import { setTimeout as sleep } from 'node:timers/promises'
import { ensureDemo } from './commands/create-demo'
import { discardDrafts } from './commands/discard-drafts'
import { type Env, EnvError, parseEnv } from './env'
import { type Running, type ServeOptions, serve } from './serve'
import { DataDirectoryInUse } from './store/lock'
import { StoreTooNew } from './store/migrate'
import { isFull } from './store/no-room'

/**
 * The server process. `--dev` serves the pages from their sources, `--no-pages` serves the sockets only, `--demo` makes the
 * demo people and the worked example once. Ends with 0 after SIGTERM or SIGINT, with 1 and a sentence when it cannot start.
 */
process.env.NEXT_TELEMETRY_DISABLED = '1'
const demo = process.argv.includes('--demo')

let running: Running | undefined
let stopping = false

async function start(): Promise<void> {
  const env = parseEnv(process.env)
  running = await serve({
    env,
    pages: pages(),
    demo,
    prepare: async (runtime) => {
      await discardDrafts(runtime)
      if (demo) await ensureDemo(runtime)
    },
  })
  if (stopping) return
  process.stdout.write(demo ? await demoReady(running) : `ready ${running.url}\n`)
}

function pages(): ServeOptions['pages'] {
  if (process.argv.includes('--no-pages')) return 'none'
  return process.argv.includes('--dev') ? 'dev' : 'built'
}

async function demoReady({ url }: Running): Promise<string> {
  const { DEMO_PASSWORD } = await import('./commands/create-demo')
  return `ready ${url} - sign in as admin@mdm.example (manufacturer) or admin@hdo.example (hospital), password ${DEMO_PASSWORD}\n`
}

async function stop(code: number): Promise<void> {
  if (stopping) process.exit(1)
  stopping = true
  const patience = (running?.runtime.env.drainSeconds ?? 0) * 1000
  setTimeout(() => process.exit(1), 15_000 + patience).unref()
  running?.drain()
  // Whoever spreads requests over several servers looks whether this one is ready, and sends nobody new.
  await sleep(patience)
  await running?.close()
  process.exit(code)
}

function complaint(error: unknown, env: Partial<Env>): string {
  if (error instanceof EnvError || error instanceof DataDirectoryInUse || error instanceof StoreTooNew)
    return error.message
  if (isFull(error)) return `The disk of ${env.dataDir} is full or read-only. Make room there and start it again.`
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE') return `Port ${env.port} is already in use. Stop that program, or choose another PORT.`
  if (code === 'EACCES') return `Port ${env.port} or the data directory ${env.dataDir} may not be used by this account.`
  if (env.databaseUrl) return `The server could not start with this DATABASE_URL: ${String(error)}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

process.on('SIGTERM', () => void stop(0))
process.on('SIGINT', () => void stop(0))

start().catch((error) => {
  let env: Partial<Env> = {}
  try {
    env = parseEnv(process.env)
  } catch {
    // The error itself says what is wrong with the settings.
  }
  process.stderr.write(`Accord did not start. ${complaint(error, env)}\n`)
  process.exit(1)
})
