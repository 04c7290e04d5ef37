import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

const FOLDERS = [
  process.env.ACCORD_POSTGRES_BIN,
  '/usr/lib/postgresql/17/bin',
  '/usr/lib/postgresql/16/bin',
  '/usr/lib/postgresql/15/bin',
]

/** Where Postgres' programs are; undefined where there are none. `describe.skipIf(!postgresFolder)` then says so. */
export const postgresFolder = FOLDERS.find((folder) => folder !== undefined && existsSync(join(folder, 'postgres')))

export interface TestPostgres {
  /** A new, empty database. @returns its DATABASE_URL */
  database(): Promise<string>
  stop(): Promise<void>
  /** Ends the server as an outage does, at once; its data stays. */
  fail(): Promise<void>
  /** Starts it again on the same port. */
  recover(): Promise<void>
}

/** Starts a private Postgres on a port and in a folder of its own. It refuses to run as root, so root runs it as another. */
export async function startPostgres(): Promise<TestPostgres> {
  if (!postgresFolder) throw new Error('Postgres is not installed.')
  const folder = mkdtempSync(join(tmpdir(), 'accord-pg-'))
  chmodSync(folder, 0o700)
  const as = process.getuid?.() === 0 ? otherUser() : undefined
  if (as) chownSync(folder, as.uid, as.gid)
  const command = (program: string, args: string[]): [string, string[]] => {
    const path = join(postgresFolder ?? '', program)
    if (!as) return [path, args]
    return ['setpriv', [`--reuid=${as.uid}`, `--regid=${as.gid}`, '--clear-groups', path, ...args]]
  }
  const data = join(folder, 'data')
  execFileSync(
    ...command('initdb', ['-D', data, '-U', 'accord', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C']),
    {
      stdio: 'ignore',
      cwd: folder,
    },
  )
  const port = await freePort()
  const settings = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1']
  const start = () => {
    const server = spawn(...command('postgres', settings), { stdio: 'ignore', cwd: folder })
    return { server, ended: new Promise<void>((resolve) => server.on('exit', () => resolve())) }
  }
  let running = start()
  const url = (name: string) => `postgres://accord@127.0.0.1:${port}/${name}`
  await answering(url('postgres'))
  let count = 0
  return {
    async database() {
      const name = `test_${++count}`
      const client = new pg.Client(url('postgres'))
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      return url(name)
    },
    async stop() {
      running.server.kill('SIGINT')
      await running.ended
      rmSync(folder, { recursive: true, force: true })
    },
    async fail() {
      running.server.kill('SIGQUIT')
      await running.ended
    },
    async recover() {
      running = start()
      await answering(url('postgres'))
    },
  }
}

function otherUser(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (attempt > 300) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
