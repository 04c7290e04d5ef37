import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'

/** DER of `DigestInfo` for SHA-256, up to the digest. RFC 8017, section 9.2. */
const SHA256_INFO = hexToBytes('3031300d060960864801650304020105000420')
/** Bits; smaller keys are not safe, larger ones are not made by any authenticator. */
const LEAST_BITS = 2048
const MOST_BITS = 8192

/**
 * Checks an RSASSA-PKCS1-v1_5 signature with SHA-256. RFC 8017, section 8.2.2: the padding is made anew and compared, so
 * there is one accepted form and nothing is parsed.
 * @param modulus, exponent big-endian, as in a COSE key
 */
export function verifyRs256(
  signature: Uint8Array,
  message: Uint8Array,
  { modulus, exponent }: { readonly modulus: Uint8Array; readonly exponent: Uint8Array },
): boolean {
  const n = whole(modulus)
  const e = whole(exponent)
  const bits = n.toString(2).length
  const length = Math.ceil(bits / 8)
  if (bits < LEAST_BITS || bits > MOST_BITS || e < 3n || e % 2n === 0n || e > 0xffffffffn) return false
  if (signature.length !== length) return false
  const s = whole(signature)
  if (s >= n) return false
  const info = concatBytes(SHA256_INFO, sha256(message))
  const expected = concatBytes(
    Uint8Array.of(0, 1),
    new Uint8Array(length - info.length - 3).fill(0xff),
    Uint8Array.of(0),
    info,
  )
  return power(s, e, n) === whole(expected)
}

function whole(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${bytesToHex(bytes)}`)
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}
