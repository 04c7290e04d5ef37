import * as decoding from 'lib0/decoding'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { step2Frame, updateFrame } from '@/lib/wire/frames'
import { LIMITS } from '@/lib/wire/limits'
import { MESSAGES, SYNC } from '@/lib/wire/messages'
import { splitUpdate } from '@/lib/wire/split-update'

/** Well below the limit of a frame, so that the others get what I bring in portions too. */
const PIECE = LIMITS.frame / 4

/**
 * [WIRE4] Makes a provider send what is larger than a frame in pieces: a long time offline, or one large paste. The
 * first piece answers the server's question, the others follow it as edits.
 */
export function sendInPieces(provider: WebsocketProvider, doc: Y.Doc): void {
  const send = (frame: Uint8Array) => {
    const { ws } = provider
    if (provider.wsconnected && ws !== null && ws.readyState === 1) ws.send(frame as Uint8Array<ArrayBuffer>)
  }
  const answer = provider.messageHandlers[MESSAGES.sync.type]
  if (answer === undefined) throw new Error('The provider no longer has a handler for sync messages.')
  provider.messageHandlers[MESSAGES.sync.type] = (encoder, decoder, ...rest) => {
    const start = decoder.pos
    if (decoding.readVarUint(decoder) === SYNC.step1) {
      const [first, ...others] = inPieces(Y.encodeStateAsUpdate(doc, decoding.readVarUint8Array(decoder)))
      if (first !== undefined) send(step2Frame(first))
      for (const piece of others) send(updateFrame(piece))
      return
    }
    decoder.pos = start
    answer(encoder, decoder, ...rest)
  }
  doc.off('update', provider._updateHandler)
  provider._updateHandler = (update: Uint8Array, origin: unknown) => {
    if (origin === provider) return
    for (const piece of inPieces(update)) send(updateFrame(piece))
  }
  doc.on('update', provider._updateHandler)
}

/** A document that waits for something cannot be cut; it goes whole, and the server says what it thinks of it. */
function inPieces(update: Uint8Array): Uint8Array[] {
  if (update.length <= PIECE) return [update]
  try {
    return splitUpdate(update, PIECE)
  } catch {
    return [update]
  }
}
