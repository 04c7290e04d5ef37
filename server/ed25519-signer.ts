import { createPrivateKey, sign } from 'node:crypto'

/** What stands before the 32 bytes of a seed in a private key of Ed25519 in DER (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * Signs with an Ed25519 key, natively: sealing a thousand entries at once must not hold up the people who type. The
 * signatures are those of RFC 8032, the same for the same bytes whoever makes them.
 * @param seed 32 bytes
 */
export function ed25519Signer(seed: Uint8Array): (bytes: Uint8Array) => Uint8Array {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  return (bytes) => new Uint8Array(sign(null, bytes, key))
}
