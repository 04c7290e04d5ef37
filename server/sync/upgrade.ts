import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, WebSocketServer } from 'ws'
import { CLOSE_CODES, type CloseReason } from '@/lib/wire/close-codes'
import { parseHeads } from '@/lib/wire/ledger'
import { LIMITS } from '@/lib/wire/limits'
import type { Log } from '../log'
import { countClosing } from '../metrics/closings'
import { runtime } from '../runtime'
import { isFull } from '../store/no-room'
import { CaseNotFound } from '../store/room-store'
import { CaseSocket } from './case-socket'
import { Connection, type Verdict } from './connection'
import { type SocketRooms, TooMany } from './create-rooms'
import { judgeAtDoor } from './judge'
import type { Room } from './room'

/** What the session and the policy say about somebody at the door of a case. */
export type Door =
  | (Extract<Verdict, { ok: true }> & { readonly epoch: number; readonly schema: number; readonly expires?: string })
  | Extract<Verdict, { ok: false }>

export interface UpgradeOptions {
  readonly rooms: () => SocketRooms
  /** The origin that our pages come from. */
  readonly origin: () => string
  /** Reads the session and judges the person by the policy, afresh at each call. */
  readonly judge: (headers: IncomingHttpHeaders, caseId: string) => Promise<Door>
  readonly log: () => Log
  /** For tests that do not want to wait for what people never do. */
  readonly patience?: Partial<Patience>
}

/** How long a socket may do nothing, in milliseconds. */
export interface Patience {
  /** From the seat in the room to the first message: an honest client speaks at once. */
  readonly firstMessage: number
  /** Between two pings; whoever has not answered one when the next is due is gone. */
  readonly ping: number
}

const PATIENCE: Patience = { firstMessage: 20_000, ping: 30_000 }

/** Answers a request to switch to WebSocket under /sync/. */
export type HandleUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

const PATH = /^\/sync\/c\/([A-Za-z0-9_-]{1,64})$/

/**
 * The door of the case socket. A page of another origin does not even get a socket [SYN5]; everything else is answered
 * after the handshake, because a browser tells its page only the code a socket was closed with.
 */
export function createUpgrade({ rooms, origin, judge, log, patience }: UpgradeOptions): HandleUpgrade {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.frame,
    perMessageDeflate: false,
    clientTracking: false,
    WebSocket: CaseSocket,
  })
  // A broken handshake is answered by the library; nobody else needs to know.
  server.on('wsClientError', (_error, socket) => socket.destroy())

  return (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const url = urlOf(request.url ?? '')
    const caseId = PATH.exec(url?.pathname ?? '')?.[1]
    if (url === undefined || caseId === undefined) return refuseHttp(socket, 404, 'Not Found')
    if (request.headers.origin !== origin()) return refuseHttp(socket, 403, 'Forbidden')
    if (rooms().closing) return refuseHttp(socket, 503, 'Service Unavailable')
    server.handleUpgrade(request, socket, head, (ws) => {
      const seat = hold(ws, { ...PATIENCE, ...patience })
      admit(ws, socket, request, url, caseId).then(
        (admitted) => (typeof admitted === 'string' ? expel(ws, admitted) : seat(admitted)),
        (error) => {
          const reason = reasonOf(error)
          if (reason === 'unavailable') log().error('joining a case failed', error, { case: caseId })
          expel(ws, reason)
        },
      )
    })
  }

  function reasonOf(error: unknown): CloseReason {
    if (error instanceof CaseNotFound) return 'not-found'
    if (error instanceof TooMany) return 'too-many'
    if (rooms().closing) return 'restarting'
    return isFull(error) ? 'disk-full' : 'unavailable'
  }

  async function admit(ws: CaseSocket, line: Duplex, { headers }: IncomingMessage, url: URL, caseId: string) {
    const door = await judge(headers, caseId)
    if (!door.ok) return door.close
    const stale = versionProblem(url.searchParams, door)
    if (stale !== undefined) return stale
    const connection = new Connection(socketOf(ws, line), {
      by: door.by,
      canEdit: door.canEdit,
      heads: parseHeads(url.searchParams.get('ledger')),
      judge: () => judge(headers, caseId),
      epoch: door.epoch,
      ...(door.expires === undefined ? {} : { expires: door.expires }),
    })
    return { room: await rooms().join(caseId, connection), connection }
  }
}

interface Seat {
  readonly room: Room
  readonly connection: Connection
}

/**
 * Listens from the first moment, so that nothing a client sends while it is being judged is lost, and a broken frame
 * cannot end the process. [SYN7] @returns how to seat the socket in its room
 */
function hold(ws: CaseSocket, patience: Patience): (seat: Seat) => void {
  ws.on('error', () => {})
  let early: { data: RawData; isBinary: boolean }[] = []
  let seated: Seat | undefined
  let gone = false
  const deliver = (data: RawData, isBinary: boolean) => {
    if (ws.readyState !== ws.OPEN) return
    stopSilence()
    if (seated === undefined) early.push({ data, isBinary })
    else if (!isBinary) seated.room.expel(seated.connection, 'malformed')
    else seated.room.receive(seated.connection, bytesOf(data))
  }
  let stopExpiry = () => {}
  let stopSilence = () => {}
  const stopPings = pinged(ws, patience.ping)
  ws.on('message', deliver)
  ws.on('close', () => {
    gone = true
    stopExpiry()
    stopSilence()
    stopPings()
    seated?.room.leave(seated.connection)
  })
  ws.pause()
  return (seat) => {
    seated = seat
    const { room, connection } = seat
    if (gone) return room.leave(connection)
    const { expires } = connection.admission
    if (expires !== undefined) stopExpiry = atInstant(expires, () => room.expel(connection, 'session-expired'))
    stopSilence = later(patience.firstMessage, () => room.expel(connection, 'unavailable'))
    for (const { data, isBinary } of early) deliver(data, isBinary)
    early = []
    ws.resume()
  }
}

/** What is sent in one go, such as a commit and what it answers, leaves as one write to the network. */
function socketOf(ws: CaseSocket, line: Duplex) {
  let together = false
  return {
    send: (bytes: Uint8Array) => {
      if (!together) {
        together = true
        line.cork()
        // After all that is told about this commit, which takes no further way through the event loop.
        process.nextTick(() => {
          together = false
          line.uncork()
        })
      }
      ws.send(bytes)
    },
    close: (code: number, sentence: string) => closeSoon(ws, code, sentence),
    pause: () => ws.pause(),
    resume: () => ws.resume(),
    get buffered() {
      return ws.bufferedAmount
    },
  }
}

/** A client that does not answer the closing handshake is cut off. */
const CLOSE_GRACE_MS = 2_000

function closeSoon(ws: CaseSocket, code: number, sentence: string): void {
  // A paused socket would never see the client's half of the closing handshake.
  ws.resume()
  ws.close(code, sentence)
  const timer = setTimeout(() => ws.terminate(), CLOSE_GRACE_MS)
  ws.once('close', () => clearTimeout(timer))
}

function expel(ws: CaseSocket, reason: CloseReason): void {
  countClosing(reason)
  closeSoon(ws, CLOSE_CODES[reason].code, CLOSE_CODES[reason].sentence)
}

/** [SYN11] A page of an older version, or an offline copy from before a restore, is refused before its editor mounts. */
function versionProblem(query: URLSearchParams, now: { epoch: number; schema: number }): CloseReason | undefined {
  const schema = query.get('schema')
  const epoch = query.get('epoch')
  if (schema !== null && schema !== String(now.schema)) return 'app-too-old'
  if (epoch !== null && epoch !== String(now.epoch)) return 'epoch-differs'
  return undefined
}

/** Timers hold at most 24.8 days; a session that lasts longer is judged again by then. */
const LONGEST_TIMER = 2 ** 31 - 1

function atInstant(instant: string, fn: () => void): () => void {
  const left = Math.max(0, Date.parse(instant) - Date.now())
  return later(Math.min(left, LONGEST_TIMER), fn)
}

function later(ms: number, fn: () => void): () => void {
  const timer = setTimeout(fn, ms)
  return () => clearTimeout(timer)
}

/** [SYN7] Ends a socket whose other end does not answer any more: its person would be shown as present for ever. */
function pinged(ws: CaseSocket, ms: number): () => void {
  let answered = true
  ws.on('pong', () => {
    answered = true
  })
  const timer = setInterval(() => {
    // A socket that is not read cannot show that it answered.
    if (!answered && !ws.isPaused) ws.terminate()
    else if (ws.readyState === ws.OPEN && !ws.isPaused) {
      answered = false
      ws.ping()
    }
  }, ms)
  return () => clearInterval(timer)
}

function urlOf(path: string): URL | undefined {
  return URL.canParse(path, 'http://server') ? new URL(path, 'http://server') : undefined
}

function bytesOf(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  const buffer = Array.isArray(data) ? Buffer.concat(data as readonly Uint8Array[]) : data
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}

function refuseHttp(socket: Duplex, status: number, words: string): void {
  socket.end(`HTTP/1.1 ${status} ${words}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** The process's door: session by cookie, rights by the one policy. */
export const handleUpgrade: HandleUpgrade = createUpgrade({
  rooms: () => runtime().rooms as SocketRooms,
  origin: () => runtime().env.publicUrl,
  judge: judgeAtDoor,
  log: () => runtime().log,
})
