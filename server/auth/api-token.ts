import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * What a token looks like: `accord_`, a name of 12 characters to look it up by, the secret of 43 characters (256 random
 * bits), and a check sum of 6 characters by which a scanner tells a token from chance. Letters and digits only, so that a
 * double click takes it whole. Nothing here touches the store.
 */
const PREFIX = 'accord_'
const FORM = /^accord_([0-9A-Za-z]{12})([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

export interface NewToken {
  readonly id: string
  /** Shown once, kept nowhere. */
  readonly token: string
  readonly digest: Uint8Array
}

/** Makes a token. @param random  bytes from a cryptographic source; the machine's unless a test brings its own */
export function makeToken(random: (bytes: number) => Uint8Array = randomBytes): NewToken {
  const id = base62(random(9), 12)
  const secret = base62(random(32), 43)
  const token = `${PREFIX}${id}${secret}${checkSum(id + secret)}`
  return { id, token, digest: digestOf(token) }
}

/** Reads a token's form. @returns its id; undefined for what cannot be one, so that the store is not asked */
export function tokenId(token: string): string | undefined {
  const [, id, secret, sum] = FORM.exec(token) ?? []
  if (id === undefined || secret === undefined) return undefined
  return checkSum(id + secret) === sum ? id : undefined
}

/** [TOK1] SHA-256 of the whole token: all that is kept. 256 random bits need no slow hash. */
export function digestOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}

/** Compares without telling by the time taken how much was right. Also asked when there is no such token. */
export function isTheSame(token: string, digest: Uint8Array | undefined): boolean {
  const known = digest?.byteLength === 32 ? digest : new Uint8Array(32)
  return timingSafeEqual(digestOf(token), known) && digest !== undefined
}

function base62(bytes: Uint8Array, length: number): string {
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let text = ''
  for (; text.length < length; number /= 62n) text = DIGITS.charAt(Number(number % 62n)) + text
  return text
}

function checkSum(text: string): string {
  return base62(createHash('sha256').update(`${PREFIX}${text}`).digest().subarray(0, 4), 6)
}
