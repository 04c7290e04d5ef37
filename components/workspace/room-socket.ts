import * as decoding from 'lib0/decoding'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { CLOSE_CODES, type CloseReason, closeReasonOf } from '@/lib/wire/close-codes'
import { type ControlMessage, controlMessage } from '@/lib/wire/control'
import { awarenessFrame, barrierFrame } from '@/lib/wire/frames'
import { MESSAGES } from '@/lib/wire/messages'
import { sendInPieces } from './room-pieces'

export interface SocketEvents {
  /** The line is up; the server's state is still on its way. */
  connected(): void
  /** The server's state is in the document, and mine is on its way. */
  synced(): void
  /** @param why  what the server said, when it could not keep anything */
  disconnected(why?: string): void
  control(message: ControlMessage): void
  answered(n: number): void
  ledger(json: unknown): void
  /** The server closed for good. */
  refused(reason: CloseReason): void
}

export interface SocketOptions {
  /** Such as `wss://host/sync`. */
  readonly url: string
  readonly WebSocketPolyfill?: typeof WebSocket
  /** From 0 to 1: spreads reconnects, so that a restart is not followed by everybody at once. */
  readonly random: () => number
}

export interface CaseSocket {
  /** Whether changes of this origin came from the server. */
  isOrigin(origin: unknown): boolean
  setParams(params: Record<string, string>): void
  connect(): void
  /** Fetches everything anew over a fresh connection. */
  reconnect(): void
  sendBarrier(n: number): void
  destroy(): void
}

const LONGEST_WAIT_MS = 5_000

/** One y-websocket provider with our own messages, our retry rules, and presence that speaks for this client only. */
export function openSocket(
  caseId: string,
  doc: Y.Doc,
  awareness: Awareness,
  params: Record<string, string>,
  events: SocketEvents,
  { url, WebSocketPolyfill, random }: SocketOptions,
): CaseSocket {
  const provider = new WebsocketProvider(url, `c/${caseId}`, doc, {
    connect: false,
    awareness,
    params,
    // Tabs that talk past the server would show edits that are not committed.
    disableBc: true,
    shouldReconnect: ({ code }) => {
      const reason = closeReasonOf(code)
      return reason === undefined ? code < 4400 || code >= 4500 : CLOSE_CODES[reason].retry === 'again'
    },
    ...(WebSocketPolyfill === undefined ? {} : { WebSocketPolyfill }),
  })
  sendInPieces(provider, doc)
  // The provider's own handler would send back what it hears about others.
  awareness.off('update', provider._awarenessUpdateHandler)
  const send = (bytes: Uint8Array) => {
    const { ws } = provider
    if (provider.wsconnected && ws !== null && ws.readyState === 1) ws.send(bytes as Uint8Array<ArrayBuffer>)
  }
  const tellPresence = (change: Record<'added' | 'updated' | 'removed', number[]>) => {
    const own = Object.values(change).some((clients) => clients.includes(doc.clientID))
    if (own) send(ownPresence(awareness, doc.clientID))
  }
  awareness.on('update', tellPresence)

  const { messageHandlers } = provider
  messageHandlers[MESSAGES.control.type] = (_encoder, decoder) => {
    const message = controlMessage.safeParse(parse(decoding.readVarString(decoder)))
    // A newer server may say more than this page knows.
    if (message.success) events.control(message.data)
  }
  messageHandlers[MESSAGES.barrier.type] = (_encoder, decoder) => events.answered(decoding.readVarUint(decoder))
  messageHandlers[MESSAGES.ledger.type] = (_encoder, decoder) => events.ledger(parse(decoding.readVarString(decoder)))

  provider.on('status', ({ status }) => {
    if (status === 'connected') events.connected()
  })
  provider.on('sync', (synced: boolean) => {
    if (synced) events.synced()
  })
  provider.on('connection-close', (event) => {
    const full = closeReasonOf(event?.code ?? 0) === 'disk-full'
    // Whoever makes room for it takes a while: coming back at once would only load everything anew.
    if (full) provider.wsUnsuccessfulReconnects = 10
    const nominal = 100 * 2 ** Math.min(provider.wsUnsuccessfulReconnects + 1, 10)
    provider.maxBackoffTime = Math.min(nominal, LONGEST_WAIT_MS) * (0.3 + 0.7 * random())
    events.disconnected(full ? CLOSE_CODES['disk-full'].sentence : undefined)
  })
  provider.on('closed', ({ code }) => events.refused(closeReasonOf(code) ?? 'malformed'))

  return {
    isOrigin: (origin) => origin === provider,
    setParams: (next) => {
      provider.params = next
    },
    connect: () => provider.connect(),
    reconnect: () => {
      provider.disconnect()
      provider.connect()
    },
    sendBarrier: (n) => send(barrierFrame(n)),
    destroy: () => {
      // Leaves a last word, so that I am gone for the others at once.
      awareness.setLocalState(null)
      awareness.off('update', tellPresence)
      provider.destroy()
    },
  }
}

function ownPresence(awareness: Awareness, clientId: number): Uint8Array {
  const clock = awareness.meta.get(clientId)?.clock ?? 0
  const state = JSON.stringify(awareness.getStates().get(clientId) ?? null)
  return awarenessFrame([{ clientId, clock, state }])
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
