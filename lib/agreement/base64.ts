const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Standard base64 with padding. RFC 4648, section 4. */
export function encodeBase64(bytes: Uint8Array): string {
  const out: string[] = []
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[i], bytes[i + 1], bytes[i + 2]]
    const word = (a << 16) | (b << 8) | c
    out.push(
      ALPHABET.charAt(word >> 18),
      ALPHABET.charAt((word >> 12) & 63),
      i + 1 < bytes.length ? ALPHABET.charAt((word >> 6) & 63) : '=',
      i + 2 < bytes.length ? ALPHABET.charAt(word & 63) : '=',
    )
  }
  return out.join('')
}

/** Decodes base64; undefined unless the text is exactly what `encodeBase64` would write: one value, one spelling. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let at = 0
  for (let i = 0; i < text.length; i += 4) {
    let word = 0
    for (let j = 0; j < 4; j++) word = (word << 6) | Math.max(0, ALPHABET.indexOf(text.charAt(i + j)))
    for (let j = 0; j < 3 && at < bytes.length; j++) bytes[at++] = (word >> (16 - 8 * j)) & 255
  }
  return encodeBase64(bytes) === text ? bytes : undefined
}

/**
 * Decodes base64 in the standard or the URL-safe alphabet, padded, never mixed: DSSE wants both read. Which of the two
 * stands in an envelope is fixed by the envelope's digest in the history.
 */
export function decodeEitherBase64(text: string): Uint8Array | undefined {
  if (!/[-_]/.test(text)) return decodeBase64(text)
  return /[+/]/.test(text) ? undefined : decodeBase64(text.replaceAll('-', '+').replaceAll('_', '/'))
}
