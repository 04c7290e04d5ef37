import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ed25519 } from '@noble/curves/ed25519.js'
import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { type ControlMessage, controlMessage } from '@/lib/wire/control'
import { readAwareness, step1Frame, step2Frame, updateFrame } from '@/lib/wire/frames'
import { createLog } from '@/server/log'
import type { RoomStore } from '@/server/store/room-store'
import type { Signals } from '@/server/store/signals'
import { createRooms, type SocketRooms } from '@/server/sync/create-rooms'
import type { Pace } from '@/server/sync/room-deps'
import type { Author } from '@/server/sync/rooms'
import { createUpgrade, type Patience } from '@/server/sync/upgrade'
import { MemoryRoomStore } from './memory-room-store'

export const CASE = 'pump'

export interface Part {
  side?: 'mdm' | 'hdo'
  canEdit: boolean
  name?: string
  /** When the session ends, ISO 8601. */
  expires?: string
}

/** Two editors of each side, a reviewer and a reader. Whoever is not named here takes no part. */
export const PEOPLE: Readonly<Record<string, Part>> = {
  ann: { side: 'mdm', canEdit: true, name: 'Ann Maker' },
  ben: { side: 'mdm', canEdit: true },
  hal: { side: 'hdo', canEdit: true },
  ida: { side: 'hdo', canEdit: true },
  rita: { side: 'hdo', canEdit: false },
  sam: { canEdit: false },
}

export function author(id: string, people: Readonly<Record<string, Part>> = PEOPLE): Author {
  const part = people[id]
  return { personId: id, name: part?.name ?? id, ...(part?.side === undefined ? {} : { side: part.side }) }
}

const SECRET = ed25519.utils.randomSecretKey()
export const SERVICE_KEY = {
  publicKeyHex: Buffer.from(ed25519.getPublicKey(SECRET)).toString('hex'),
  sign: (bytes: Uint8Array) => ed25519.sign(bytes, SECRET),
}

export interface House<S extends RoomStore = MemoryRoomStore> {
  readonly store: S
  readonly rooms: SocketRooms
  readonly url: string
  readonly origin: string
  /** Who takes part now: change it to change rights. */
  readonly people: Record<string, Part>
  close(): Promise<void>
}

export interface HouseOptions<S extends RoomStore> {
  readonly store: S
  readonly pace?: Partial<Pace>
  readonly port?: number
  readonly signals?: Signals
  /** Where pages come from, when that is not the server itself. */
  readonly origin?: string
  readonly patience?: Partial<Patience>
  /** Shared by several houses, as a database would be. */
  readonly people?: Record<string, Part>
}

/** A real HTTP server with the real door and rooms. People sign in by the cookie `person=<id>`. */
export async function openHouse(options?: Partial<HouseOptions<MemoryRoomStore>>): Promise<House>
export async function openHouse<S extends RoomStore>(options: HouseOptions<S>): Promise<House<S>>
export async function openHouse(options: Partial<HouseOptions<RoomStore>> = {}): Promise<House<RoomStore>> {
  const clock = () => new Date().toISOString()
  const log = createLog('silent', clock)
  const store = options.store ?? new MemoryRoomStore(CASE)
  const people = options.people ?? (structuredClone(PEOPLE) as Record<string, Part>)
  const rooms = createRooms({
    store,
    clock,
    serviceKey: SERVICE_KEY,
    log,
    pace: { presenceMs: 5, shutdownSpreadMs: 0, ...options.pace },
    ...(options.signals === undefined ? {} : { signals: options.signals }),
  })
  let origin = ''
  const upgrade = createUpgrade({
    rooms: () => rooms,
    origin: () => origin,
    log: () => log,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
    judge: async ({ cookie }, caseId) => {
      const id = /person=(\w+)/.exec(cookie ?? '')?.[1]
      if (id === undefined) return { ok: false, close: 'session-expired' }
      const part = people[id]
      if (part === undefined) return { ok: false, close: 'not-found' }
      if (part.expires !== undefined && Date.parse(part.expires) <= Date.now()) {
        return { ok: false, close: 'session-expired' }
      }
      const { epoch, schema } = await store.head(caseId)
      const session = part.expires === undefined ? {} : { expires: part.expires }
      return { ok: true, by: author(id, people), canEdit: part.canEdit, epoch, schema, ...session }
    },
  })
  const server = createServer((_request, response) => response.writeHead(404).end())
  server.on('upgrade', upgrade)
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  origin = options.origin ?? `http://127.0.0.1:${port}`
  return {
    store,
    rooms,
    people,
    origin,
    url: `ws://127.0.0.1:${port}/sync`,
    close: async () => {
      server.close()
      await rooms.close()
      server.closeAllConnections()
    },
  }
}

type Where = Pick<House, 'url' | 'origin'>

/** A WebSocket class that signs in as a person, as a browser's cookie would. */
export function personSocket(person: string | undefined, origin: string | undefined): typeof globalThis.WebSocket {
  const headers = {
    ...(person === undefined ? {} : { cookie: `person=${person}` }),
    ...(origin === undefined ? {} : { origin }),
  }
  class PersonSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols ?? [], { headers })
      this.on('error', () => {})
    }
  }
  return PersonSocket as unknown as typeof globalThis.WebSocket
}

export interface StockPeer {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  readonly closes: number[]
  statement(id: string): Y.Text
  close(): void
}

/** An unmodified y-websocket provider. */
export function stockPeer(where: Where, person: string | undefined, options: { doc?: Y.Doc; caseId?: string } = {}) {
  const doc = options.doc ?? new Y.Doc()
  const closes: number[] = []
  const provider = new WebsocketProvider(where.url, `c/${options.caseId ?? CASE}`, doc, {
    WebSocketPolyfill: personSocket(person, where.origin),
    disableBc: true,
    maxBackoffTime: 200,
  })
  provider.on('connection-close', (event) => {
    if (event !== null) closes.push(event.code)
  })
  const peer: StockPeer = {
    doc,
    provider,
    closes,
    statement: (id) => doc.getText(`t:${id}:statement`),
    close: () => {
      provider.destroy()
      provider.awareness.destroy()
    },
  }
  return peer
}

export const synced = (peer: StockPeer) => until(() => peer.provider.synced)

/** A client made by hand: sends whatever it is told and remembers what it hears. */
export class RawClient {
  readonly frames: Uint8Array[] = []
  closed: { code: number; reason: string } | undefined
  status: number | undefined
  readonly socket: WebSocket

  constructor(
    where: Where,
    person: string | undefined,
    query = '',
    origin: string | undefined = where.origin,
    caseId = CASE,
  ) {
    this.socket = new WebSocket(`${where.url}/c/${caseId}${query}`, {
      headers: {
        ...(person === undefined ? {} : { cookie: `person=${person}` }),
        ...(origin === undefined ? {} : { origin }),
      },
    })
    this.socket.binaryType = 'nodebuffer'
    this.socket.on('error', () => {})
    this.socket.on('unexpected-response', (_request, response) => {
      this.status = response.statusCode
    })
    this.socket.on('message', (data) => this.frames.push(new Uint8Array(data as Buffer)))
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() }
    })
  }

  /** Joined: the server said hello. */
  async hello(): Promise<this> {
    await until(() => this.controls().some((message) => message.type === 'hello'))
    return this
  }

  /** Joined and past its SyncStep2, like any client that has been here for a while. */
  async settle(doc = new Y.Doc()): Promise<this> {
    await this.hello()
    this.send(step1Frame(Y.encodeStateVector(doc)))
    await until(() => this.ofType(0).length >= 2)
    const answer = this.ofType(0)[1]
    if (answer !== undefined) {
      const decoder = decoding.createDecoder(answer)
      decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder), 'server')
    }
    this.send(step2Frame(Y.encodeStateAsUpdate(doc)))
    return this
  }

  send(bytes: Uint8Array | string): void {
    this.socket.send(bytes)
  }

  /** Sends one change of a document as a live update. */
  change(doc: Y.Doc, fn: (doc: Y.Doc) => void): void {
    const before = Y.encodeStateVector(doc)
    fn(doc)
    this.send(updateFrame(Y.encodeStateAsUpdate(doc, before)))
  }

  ofType(type: number): Uint8Array[] {
    return this.frames.filter((frame) => frame[0] === type)
  }

  controls(): ControlMessage[] {
    return this.ofType(100).map((frame) => {
      const decoder = decoding.createDecoder(frame)
      decoding.readVarUint(decoder)
      return controlMessage.parse(JSON.parse(decoding.readVarString(decoder)))
    })
  }

  /** Barriers that were answered: n -> seq. */
  answers(): Map<number, number> {
    return new Map(
      this.ofType(101).map((frame) => {
        const decoder = decoding.createDecoder(frame)
        decoding.readVarUint(decoder)
        return [decoding.readVarUint(decoder), decoding.readVarUint(decoder)]
      }),
    )
  }

  /** Presence as heard last, by client id. */
  presence(): Map<number, unknown> {
    const heard = new Map<number, unknown>()
    for (const frame of this.ofType(1)) {
      const decoder = decoding.createDecoder(frame)
      decoding.readVarUint(decoder)
      for (const { clientId, state } of readAwareness(decoding.readVarUint8Array(decoder)) ?? []) {
        heard.set(clientId, JSON.parse(state))
      }
    }
    return heard
  }

  async gone(): Promise<{ code: number; reason: string }> {
    await until(() => this.closed !== undefined || this.status !== undefined)
    return this.closed ?? { code: this.status ?? 0, reason: '' }
  }

  close(): void {
    this.socket.terminate()
  }
}

/** Waits until something is so. Fails by the test's own time limit, never by a time of its own. */
export async function until(so: () => boolean): Promise<void> {
  while (!so()) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** Lets everything that is on its way arrive: a round trip of a fresh honest client. */
export async function quiet(where: Where): Promise<void> {
  const probe = new RawClient(where, 'ida')
  await probe.settle()
  await new Promise((resolve) => setTimeout(resolve, 30))
  probe.close()
}

export const randomId = () => randomBytes(4).readUInt32BE()
