import { ed25519 } from '@noble/curves/ed25519.js'
import { hexToBytes } from '@noble/hashes/utils.js'

/** Checks an Ed25519 signature; the arguments are lower-case hex except the message. */
export type VerifySignature = (signature: string, message: Uint8Array, publicKey: string) => boolean

/** Signs bytes with the service's key and answers the 64 signature bytes. The key itself never comes into lib. */
export type Sign = (message: Uint8Array) => Uint8Array

const SIGNATURE = /^[0-9a-f]{128}$/
const PUBLIC_KEY = /^[0-9a-f]{64}$/

/** Strict RFC 8032 verification in plain JavaScript. Anything malformed is simply not a signature. */
export const verifyEd25519: VerifySignature = (signature, message, publicKey) => {
  if (!SIGNATURE.test(signature) || !PUBLIC_KEY.test(publicKey)) return false
  try {
    return ed25519.verify(hexToBytes(signature), message, hexToBytes(publicKey), { zip215: false })
  } catch {
    return false
  }
}
