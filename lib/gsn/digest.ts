import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from './canonical'

/** The UTF-8 bytes of the canonical JSON of a value. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8ToBytes(canonicalJson(value))
}

/** SHA-256 in lower-case hex (64 characters). A string is taken as UTF-8. */
export function sha256Hex(data: Uint8Array | string): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data))
}

/** SHA-256 of the canonical JSON of a value, in hex. Throws where canonicalJson throws. */
export function digestOf(value: unknown): string {
  return sha256Hex(canonicalJson(value))
}
