import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { adminActs } from './admin/admin-acts'
import { openAdminDoor } from './admin/open-admin-door'
import { watchAgreements } from './agreement/settle-case'
import { listComplaint } from './auth/breached'
import { watchSessions } from './auth/sessions'
import { type Env, EnvError } from './env'
import { openDiskFiles } from './files/disk-files'
import { openTableFiles } from './files/table-files'
import { forgetOldAnswers } from './http/idempotency'
import { rotateWaitingKey } from './ledger/rotate-key'
import { createLog, type Log } from './log'
import { hinting } from './mail/hinting'
import { type MailPace, startMailer } from './mail/mailer'
import { frontDoor } from './metrics/front-door'
import { createMetrics } from './metrics/metrics'
import { projectRoot } from './root'
import { type Runtime, setRuntime } from './runtime'
import { authSecret, serviceKey } from './secrets'
import { openStore } from './store/open'
import { openRooms } from './sync/open-rooms'
import { handleUpgrade } from './sync/upgrade'

export interface ServeOptions {
  readonly env: Env
  /** Which pages and API routes are served: Next's production build, Next in development, or none (sockets only). */
  readonly pages: 'built' | 'dev' | 'none'
  /** Runs after the store and the rooms are open and before anybody is let in. */
  readonly prepare?: (runtime: Runtime) => Promise<void>
  readonly demo?: boolean
  /** A disk for the embedded store that tests watch. */
  readonly disk?: string
  readonly log?: Log
  /** Server time instead of the machine's: for looking at what a later day brings. */
  readonly clock?: () => string
  /** How mail is sent, where it is; for tests that do not want to wait. */
  readonly mailPace?: Partial<MailPace>
  /** Answers plain requests when `pages` is `none`. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => void
}

export interface Running {
  readonly runtime: Runtime
  readonly url: string
  readonly port: number
  /** Says that it is not ready any more, and goes on. */
  drain(): void
  /** Stops accepting, lets commits finish, tells the clients, closes the store. */
  close(): Promise<void>
}

type Pages = {
  request: (request: IncomingMessage, response: ServerResponse) => void
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  close: () => Promise<void>
}

/**
 * [SYN7] How long a client may take to send its headers and its request, in milliseconds: whoever sends a byte now and then
 * keeps no connection.
 */
const SLOWEST = { headersTimeout: 10_000, requestTimeout: 120_000, connectionsCheckingInterval: 2_000 }

/**
 * Starts one server in this process: store, rooms, runtime, pages, and only then the port.
 * @throws what keeps it from starting, after giving back what it had taken: DataDirectoryInUse, EADDRINUSE, a store error
 */
export async function serve(options: ServeOptions): Promise<Running> {
  const clock = options.clock ?? (() => new Date().toISOString())
  const log = options.log ?? createLog(options.env.logLevel, clock)
  const undo: (() => Promise<void>)[] = []
  let draining = false
  const close = async () => {
    draining = true
    for (const step of undo.splice(0).reverse()) {
      await step().catch((error) => log.error('server.close-failed', error))
    }
  }
  try {
    const env = options.env
    const unusable = env.breachedPasswords === undefined ? undefined : await listComplaint(env.breachedPasswords)
    if (unusable !== undefined) throw new EnvError(unusable)
    const store = await openStore(env, log, options.disk)
    undo.push(() => store.close())
    await rotateWaitingKey(store.db, env, clock, log)
    const secrets = { authSecret: authSecret(env), serviceKey: serviceKey(env) }
    const base = {
      env,
      db: store.db,
      files: store.kind === 'postgres' ? openTableFiles(store.db) : openDiskFiles(env.dataDir),
      clock,
      ids: randomId,
      ...secrets,
      demo: options.demo ?? false,
      ping: store.ping,
      draining: () => draining,
      log,
    }
    const metrics = createMetrics(() => ({ db: store.db, census: () => opened.census(), draining: () => draining }))
    const opened = openRooms(base, store, metrics.watch)
    undo.push(() => opened.close())
    const rooms = env.smtpUrl === undefined ? opened : hinting(opened, (caseId) => current.mail?.hint(caseId))
    let current: Runtime = { ...base, rooms }
    setRuntime(current)
    undo.push(async () => setRuntime(undefined))
    await forgetOldAnswers(store.db, clock())
    await options.prepare?.(current)
    const agreements = watchAgreements(current)
    undo.push(() => agreements.stop())
    const sessions = watchSessions(current)
    undo.push(() => sessions.stop())

    const pages = await openPages(options)
    undo.push(pages.close)
    const sockets = new Set<Duplex>()
    const server = createServer(SLOWEST, frontDoor(pages.request, { env, log, metrics }))
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy())
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      request.headers['x-accord-peer'] = request.socket.remoteAddress ?? ''
      if (request.url?.startsWith('/sync/')) handleUpgrade(request, socket, head)
      else pages.upgrade(request, socket, head)
    })
    const port = await listen(server, env)
    undo.push(async () => {
      await stopListening(server, () => sockets.size)
      await rooms.close()
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
    })
    if (env.port === 0 && env.publicUrl === 'http://localhost:0') {
      current = { ...current, env: { ...env, port, publicUrl: `http://localhost:${port}` } }
      setRuntime(current)
    }
    if (env.smtpUrl !== undefined) {
      const mail = startMailer(() => current, env.smtpUrl, options.mailPace)
      current = { ...current, mail }
      setRuntime(current)
      undo.push(() => mail.close())
    }
    // Where several servers share a database, the command line asks the database itself.
    if (store.kind === 'embedded') {
      undo.push(
        await openAdminDoor(
          env.dataDir,
          adminActs(store, () => current),
          log,
        ),
      )
    }
    log.info('server.listening', { host: env.host, port, store: store.kind })
    const drain = () => {
      draining = true
    }
    return { runtime: current, url: current.env.publicUrl, port, drain, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openPages(options: ServeOptions): Promise<Pages> {
  const refuseUpgrade = (_request: IncomingMessage, socket: Duplex) => socket.destroy()
  if (options.pages === 'none') {
    const notFound = (_request: IncomingMessage, response: ServerResponse) => response.writeHead(404).end()
    return { request: options.answer ?? notFound, upgrade: refuseUpgrade, close: async () => undefined }
  }
  const dev = options.pages === 'dev'
  // Next would take over upgrades and errors of a real server; it gets one that only hears what is passed on.
  const nextServer = new EventEmitter()
  const { default: next } = await import('next')
  const { env } = options
  const app = next({ dev, dir: projectRoot(), hostname: env.host, port: env.port, httpServer: nextServer as Server })
  await app.prepare()
  const handler = app.getRequestHandler()
  return {
    request: (request, response) => void handler(request, response),
    upgrade: (request, socket, head) => {
      if (dev && request.url?.startsWith('/_next/')) nextServer.emit('upgrade', request, socket, head)
      else socket.destroy()
    },
    close: () => app.close(),
  }
}

function listen(server: Server, env: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(env.port, env.host, () => resolve((server.address() as AddressInfo).port))
  })
}

/**
 * Takes no new connection, and gives requests that are being answered up to two seconds.
 * @param upgraded  how many connections are sockets of a room: those are told by the room
 */
async function stopListening(server: Server, upgraded: () => number): Promise<void> {
  server.close()
  for (let waited = 0; waited < 2_000; waited += 50) {
    server.closeIdleConnections()
    const open = await new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)))
    if (open <= upgraded()) return
    await sleep(50)
  }
}

/** 20 characters of a-z and 0-9, about 103 bits. */
function randomId(): string {
  let id = ''
  while (id.length < 20) {
    for (const byte of randomBytes(32)) if (byte < 252 && id.length < 20) id += ALPHABET[byte % 36]
  }
  return id
}
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'
