/** A public key of a passkey, from its COSE encoding. RFC 9052, RFC 9053, RFC 8230. */
export type PasskeyKey =
  /** ECDSA with SHA-256 over P-256; the point uncompressed, 65 bytes. */
  | { readonly algorithm: -7; readonly point: Uint8Array }
  /** Ed25519, 32 bytes. */
  | { readonly algorithm: -8; readonly publicKey: Uint8Array }
  /** RSASSA-PKCS1-v1_5 with SHA-256; big-endian numbers. */
  | { readonly algorithm: -257; readonly modulus: Uint8Array; readonly exponent: Uint8Array }

/** The algorithms a passkey may sign with, by COSE number, and how openssl and people call them. */
export const PASSKEY_ALGORITHMS = {
  '-7': 'ECDSA over P-256 (ES256)',
  '-8': 'Ed25519 (EdDSA)',
  '-257': 'RSA with SHA-256 (RS256)',
} as const satisfies Record<`${PasskeyKey['algorithm']}`, string>

/** Reads a COSE key; undefined unless it is exactly one key of an algorithm that passkeys sign with here. */
export function readCoseKey(bytes: Uint8Array): PasskeyKey | undefined {
  const map = readMap(bytes)
  if (map === undefined) return undefined
  const part = (label: number, length?: number) => {
    const value = map.get(label)
    return value instanceof Uint8Array && (length === undefined || value.length === length) ? value : undefined
  }
  const kind = `${map.get(1)} ${map.get(3)}`
  if (kind === '2 -7' && map.get(-1) === 1) {
    const [x, y] = [part(-2, 32), part(-3, 32)]
    return x && y && { algorithm: -7, point: Uint8Array.of(4, ...x, ...y) }
  }
  if (kind === '1 -8' && map.get(-1) === 6) {
    const publicKey = part(-2, 32)
    return publicKey && { algorithm: -8, publicKey }
  }
  if (kind === '3 -257') {
    const [modulus, exponent] = [part(-1), part(-2)]
    return modulus && exponent && { algorithm: -257, modulus, exponent }
  }
  return undefined
}

/** One CBOR map of whole numbers to whole numbers and byte strings, and nothing after it. */
function readMap(bytes: Uint8Array): Map<number, number | Uint8Array> | undefined {
  let at = 0
  /** Major type and argument of the next item; undefined past the end, for indefinite lengths and for 64 bits. */
  const head = (): readonly [major: number, argument: number] | undefined => {
    const first = bytes[at++]
    if (first === undefined) return undefined
    const short = first & 31
    const width = short < 24 ? 0 : ({ 24: 1, 25: 2, 26: 4 } as Readonly<Record<number, number>>)[short]
    if (width === undefined || at + width > bytes.length) return undefined
    let argument = width === 0 ? short : 0
    for (let i = 0; i < width; i++) argument = argument * 256 + (bytes[at++] ?? 0)
    return [first >> 5, argument]
  }
  const start = head()
  if (start?.[0] !== 5) return undefined
  const map = new Map<number, number | Uint8Array>()
  for (let i = 0; i < start[1]; i++) {
    const key = head()
    const value = key && key[0] <= 1 ? head() : undefined
    if (key === undefined || value === undefined) return undefined
    const label = number(key)
    if (map.has(label)) return undefined
    const [major, argument] = value
    if (major <= 1) {
      map.set(label, number(value))
      continue
    }
    if (major !== 2 || at + argument > bytes.length) return undefined
    map.set(label, bytes.slice(at, at + argument))
    at += argument
  }
  return at === bytes.length ? map : undefined
}

function number([major, argument]: readonly [number, number]): number {
  return major === 0 ? argument : -1 - argument
}
