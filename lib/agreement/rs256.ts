import { sha256 } from '@noble/hashes/sha2.js'

/** DER of the digest's algorithm and length, before the 32 bytes of a SHA-256. RFC 8017, section 9.2, note 1. */
const DIGEST_INFO = [48, 49, 48, 13, 6, 9, 96, 134, 72, 1, 101, 3, 4, 2, 1, 5, 0, 4, 32]

/** RSASSA-PKCS1-v1_5 with SHA-256 and a modulus of 2048 to 4096 bits, for authenticators that know nothing newer. */
export function verifyRs256(
  signature: Uint8Array,
  message: Uint8Array,
  key: { readonly n: Uint8Array; readonly e: Uint8Array },
): boolean {
  const size = key.n.length
  const [n, e, s] = [toNumber(key.n), toNumber(key.e), toNumber(signature)]
  if (size < 256 || size > 512 || (key.n[0] ?? 0) < 128 || key.e.length > 4 || e < 3n || e % 2n === 0n) return false
  if (signature.length !== size || s >= n) return false
  const tail = [...DIGEST_INFO, ...sha256(message)]
  const padded = [0, 1, ...new Array<number>(size - 3 - tail.length).fill(255), 0, ...tail]
  return power(s, e, n) === toNumber(Uint8Array.from(padded))
}

function toNumber(bytes: Uint8Array): bigint {
  let hex = '0x0'
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return BigInt(hex)
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}
