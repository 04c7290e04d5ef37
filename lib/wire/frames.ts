import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { ControlMessage } from './control'
import type { LedgerEntry } from './ledger'
import { MESSAGES, SYNC } from './messages'

/** A message from a client, as far as its frame goes; what it carries is not yet checked. */
export type ClientFrame =
  | { readonly kind: 'step1'; readonly stateVector: Uint8Array }
  | { readonly kind: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly update: Uint8Array }
  | { readonly kind: 'queryAwareness' }
  | { readonly kind: 'barrier'; readonly n: number }

/**
 * Reads one frame of a client. [WIRE1]
 * @returns undefined when it is not one: unknown type, truncated, or followed by bytes that belong to nothing
 */
export function readClientFrame(bytes: Uint8Array): ClientFrame | undefined {
  try {
    const decoder = decoding.createDecoder(bytes)
    const frame = readBody(decoder)
    return decoding.hasContent(decoder) ? undefined : frame
  } catch {
    return undefined
  }
}

function readBody(decoder: decoding.Decoder): ClientFrame | undefined {
  switch (decoding.readVarUint(decoder)) {
    case MESSAGES.sync.type:
      switch (decoding.readVarUint(decoder)) {
        case SYNC.step1:
          return { kind: 'step1', stateVector: decoding.readVarUint8Array(decoder) }
        case SYNC.step2:
          return { kind: 'step2', update: decoding.readVarUint8Array(decoder) }
        case SYNC.update:
          return { kind: 'update', update: decoding.readVarUint8Array(decoder) }
        default:
          return undefined
      }
    case MESSAGES.awareness.type:
      return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) }
    case MESSAGES.queryAwareness.type:
      return { kind: 'queryAwareness' }
    case MESSAGES.barrier.type:
      return { kind: 'barrier', n: decoding.readVarUint(decoder) }
    default:
      return undefined
  }
}

function frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  write(encoder)
  return encoding.toUint8Array(encoder)
}

function syncFrame(kind: number, body: Uint8Array): Uint8Array {
  return frame(MESSAGES.sync.type, (encoder) => {
    encoding.writeVarUint(encoder, kind)
    encoding.writeVarUint8Array(encoder, body)
  })
}

export const step1Frame = (stateVector: Uint8Array) => syncFrame(SYNC.step1, stateVector)
export const step2Frame = (update: Uint8Array) => syncFrame(SYNC.step2, update)
export const updateFrame = (update: Uint8Array) => syncFrame(SYNC.update, update)

export function controlFrame(message: ControlMessage): Uint8Array {
  return frame(MESSAGES.control.type, (encoder) => encoding.writeVarString(encoder, JSON.stringify(message)))
}

export function ledgerFrame(entries: readonly LedgerEntry[]): Uint8Array {
  return frame(MESSAGES.ledger.type, (encoder) => encoding.writeVarString(encoder, JSON.stringify(entries)))
}

/** A client's question: is everything I sent before this in the store? */
export function barrierFrame(n: number): Uint8Array {
  return frame(MESSAGES.barrier.type, (encoder) => encoding.writeVarUint(encoder, n))
}

/** The server's answer: it is, at `seq` or before. */
export function barrierAnswerFrame(n: number, seq: number): Uint8Array {
  return frame(MESSAGES.barrier.type, (encoder) => {
    encoding.writeVarUint(encoder, n)
    encoding.writeVarUint(encoder, seq)
  })
}

/** The presence of one client; `state` is JSON text, `null` for gone. */
export interface AwarenessEntry {
  readonly clientId: number
  readonly clock: number
  readonly state: string
}

export function awarenessFrame(entries: readonly AwarenessEntry[]): Uint8Array {
  return frame(MESSAGES.awareness.type, (encoder) => {
    const body = encoding.createEncoder()
    encoding.writeVarUint(body, entries.length)
    for (const { clientId, clock, state } of entries) {
      encoding.writeVarUint(body, clientId)
      encoding.writeVarUint(body, clock)
      encoding.writeVarString(body, state)
    }
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body))
  })
}

/** @returns undefined when the bytes are not an awareness update */
export function readAwareness(update: Uint8Array): AwarenessEntry[] | undefined {
  try {
    const decoder = decoding.createDecoder(update)
    const entries: AwarenessEntry[] = []
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const clientId = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      entries.push({ clientId, clock, state: decoding.readVarString(decoder) })
    }
    return decoding.hasContent(decoder) ? undefined : entries
  } catch {
    return undefined
  }
}
