import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Target } from './servers'

// The stock provider complains about each message of a type it does not know, and goes on.
const complain = console.error
console.error = (...words: unknown[]) => {
  if (words[0] !== 'Unable to compute message') complain(...words)
}

export interface Seat {
  readonly room: string
  readonly cookie: string
  /** Whose statement this client edits. */
  readonly element: string
}

export interface Client {
  readonly doc: Y.Doc
  readonly seat: Seat
  /** Milliseconds from its making until its provider says that it is in step. */
  readonly joined: Promise<number>
  /** Bytes that the server has sent it. */
  bytes(): number
  /** How often its connection has ended. */
  closes(): number
  close(): void
}

/** A client with the stock provider of the server it goes to. */
export async function openClient(target: Target, seat: Seat): Promise<Client> {
  const doc = new Y.Doc()
  const line = lineFor(target, seat)
  const from = performance.now()
  const since = () => performance.now() - from
  const common = { doc, seat, bytes: line.bytes, closes: line.closes }
  const address = `ws://127.0.0.1:${target.port}`
  if (target.server === 'Hocuspocus') {
    const { HocuspocusProvider, HocuspocusProviderWebsocket } = await import('@hocuspocus/provider')
    const websocketProvider = new HocuspocusProviderWebsocket({ url: address, WebSocketPolyfill: line.Socket })
    const provider = new HocuspocusProvider({ websocketProvider, name: seat.room, document: doc })
    const joined = new Promise<number>((resolve) => provider.on('synced', () => resolve(since())))
    provider.attach()
    const close = () => {
      provider.destroy()
      websocketProvider.destroy()
      doc.destroy()
    }
    return { ...common, joined, close }
  }
  const url = target.server === 'Accord' ? `${address}/sync` : address
  const Socket = line.Socket as unknown as typeof globalThis.WebSocket
  const provider = new WebsocketProvider(url, seat.room, doc, { WebSocketPolyfill: Socket, disableBc: true })
  const joined = new Promise<number>((resolve) => provider.on('sync', (so) => so && resolve(since())))
  const close = () => {
    provider.destroy()
    doc.destroy()
  }
  return { ...common, joined, close }
}

/** A WebSocket class that signs in as a browser would, and counts. */
function lineFor(target: Target, { cookie }: Seat) {
  const sockets: (() => number)[] = []
  let closes = 0
  class CountingSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols ?? [], { headers: { cookie, origin: target.origin }, perMessageDeflate: false })
      this.on('error', () => {})
      this.on('close', () => {
        closes++
      })
      this.on('upgrade', ({ socket }) => sockets.push(() => socket.bytesRead))
    }
  }
  return { Socket: CountingSocket, bytes: () => sockets.reduce((sum, read) => sum + read(), 0), closes: () => closes }
}
