import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { verifyRs256 } from './rs256'

/** A public key of an authenticator. COSE, RFC 9053. */
export type CoseKey =
  | { readonly algorithm: -7; readonly x: Uint8Array; readonly y: Uint8Array }
  | { readonly algorithm: -8; readonly x: Uint8Array }
  | { readonly algorithm: -257; readonly n: Uint8Array; readonly e: Uint8Array }

/** The algorithms that passkeys may use here, best first: ES256, Ed25519, RS256. */
export const ALGORITHMS = [-7, -8, -257] as const

/** Reads a COSE key; undefined unless it is a key of one of these algorithms, on its curve, and nothing follows it. */
export function readCoseKey(bytes: Uint8Array): CoseKey | undefined {
  const map = readMap(bytes)
  if (map === undefined) return undefined
  const raw = (label: number, length?: number) => {
    const value = map.get(label)
    return value instanceof Uint8Array && (length === undefined || value.length === length) ? value : undefined
  }
  const [kty, algorithm, curve] = [map.get(1), map.get(3), map.get(-1)]
  if (kty === 2 && algorithm === -7 && curve === 1) {
    const [x, y] = [raw(-2, 32), raw(-3, 32)]
    return x === undefined || y === undefined ? undefined : { algorithm, x, y }
  }
  if (kty === 1 && algorithm === -8 && curve === 6) {
    const x = raw(-2, 32)
    return x === undefined ? undefined : { algorithm, x }
  }
  if (kty === 3 && algorithm === -257) {
    const [n, e] = [raw(-1), raw(-2)]
    return n === undefined || e === undefined ? undefined : { algorithm, n, e }
  }
  return undefined
}

/** Whether the signature over the message is this key's. Anything malformed is simply not a signature. */
export function verifyWithKey(key: CoseKey, signature: Uint8Array, message: Uint8Array): boolean {
  try {
    switch (key.algorithm) {
      case -7: {
        const point = new Uint8Array(65)
        point[0] = 4
        point.set(key.x, 1)
        point.set(key.y, 33)
        return p256.verify(signature, message, point, { format: 'der', lowS: false })
      }
      case -8:
        return ed25519.verify(signature, message, key.x, { zip215: false })
      case -257:
        return verifyRs256(signature, message, key)
    }
  } catch {
    return false
  }
}

/** A CBOR map of small integers to integers and byte strings, which is all that a COSE key holds. RFC 8949. */
function readMap(bytes: Uint8Array): Map<number, number | Uint8Array> | undefined {
  let at = 0
  const head = (): { major: number; value: number } | undefined => {
    const first = bytes[at++]
    if (first === undefined) return undefined
    const [major, short] = [first >> 5, first & 31]
    if (short < 24) return { major, value: short }
    const size = short === 24 ? 1 : short === 25 ? 2 : undefined
    if (size === undefined || at + size > bytes.length) return undefined
    let value = 0
    for (let i = 0; i < size; i++) value = value * 256 + (bytes[at++] ?? 0)
    return { major, value }
  }
  const integer = ({ major, value }: { major: number; value: number }) =>
    major === 0 ? value : major === 1 ? -1 - value : undefined
  const map = head()
  if (map?.major !== 5) return undefined
  const found = new Map<number, number | Uint8Array>()
  for (let i = 0; i < map.value; i++) {
    const label = head()
    const key = label === undefined ? undefined : integer(label)
    const item = head()
    if (key === undefined || item === undefined || found.has(key)) return undefined
    if (item.major === 2) {
      if (at + item.value > bytes.length) return undefined
      found.set(key, bytes.slice(at, at + item.value))
      at += item.value
    } else {
      const number = integer(item)
      if (number === undefined) return undefined
      found.set(key, number)
    }
  }
  return at === bytes.length ? found : undefined
}
