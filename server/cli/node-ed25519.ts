import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { VerifySignature } from '@/lib/agreement/ed25519'

const SPKI_PREFIX = '302a300506032b6570032100'
let last: { readonly hex: string; readonly key: KeyObject } | undefined

/** The same check as lib's in plain JavaScript, by Node's own library: a long history is checked in a blink. */
export const verifyByNode: VerifySignature = (signature, message, publicKey) => {
  if (!/^[0-9a-f]{128}$/.test(signature) || !/^[0-9a-f]{64}$/.test(publicKey)) return false
  try {
    return verify(null, message, keyOf(publicKey), new Uint8Array(Buffer.from(signature, 'hex')))
  } catch {
    return false
  }
}

function keyOf(hex: string): KeyObject {
  if (last?.hex !== hex) {
    const der = Buffer.from(SPKI_PREFIX + hex, 'hex')
    last = { hex, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
  }
  return last.key
}
