import { hexToBytes } from '@noble/hashes/utils.js'
import { EVEN_WORDS, ODD_WORDS } from './pgp-words'

/** A digest in eight groups, for the eye and for the voice: each says the same four bytes twice. */
export interface DigestGroup {
  /** Eight hex digits. */
  readonly hex: string
  /** Four words. */
  readonly words: readonly string[]
}

/**
 * [WRD1] The words for bytes, one each: the whole digest and not a part of it, so that equal words mean equal digests.
 * @param hex an even number of hex digits
 */
export function wordPhrase(hex: string): readonly string[] {
  return [...hexToBytes(hex)].map((byte, index) => (index % 2 === 0 ? EVEN_WORDS : ODD_WORDS)[byte] ?? '')
}

/** [WRD1] A SHA-256 as eight groups of eight digits and four words. */
export function digestGroups(hex: string): readonly DigestGroup[] {
  const words = wordPhrase(hex)
  return Array.from({ length: Math.ceil(hex.length / 8) }, (_, group) => ({
    hex: hex.slice(group * 8, group * 8 + 8),
    words: words.slice(group * 4, group * 4 + 4),
  }))
}

/** Digits and letters without those that are taken for another (I, L, O, U): Douglas Crockford's base 32. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 8

/** [WRD2] The code under which a version is found on another computer: the first 40 bits of its digest, `K7QF-2M9P`. */
export function checkCode(digest: string): string {
  let bits = BigInt(`0x${digest.slice(0, 10)}`)
  let code = ''
  for (let n = 0; n < CODE_LENGTH; n++) {
    code = `${ALPHABET[Number(bits & 31n)]}${code}`
    bits >>= 5n
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`
}

/**
 * [WRD2] The first ten hex digits of the digest that a typed code stands for. Small letters, spaces and the letters that
 * are taken for digits are read as they were meant.
 * @returns undefined for what is no code
 */
export function digestStart(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (code.length !== CODE_LENGTH) return undefined
  let bits = 0n
  for (const letter of code) {
    const value = ALPHABET.indexOf(letter)
    if (value < 0) return undefined
    bits = (bits << 5n) | BigInt(value)
  }
  return bits.toString(16).padStart(10, '0')
}
