import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { runtime } from '../runtime'

/** A key for one purpose, derived from the secret that sessions are made with. */
function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', runtime().authSecret, 'accord', purpose, 32))
}

/**
 * [AUTH11] Encrypts what must be read again, such as the secret of a code app: AES-256-GCM, bound to whose it is. Whoever
 * has the store alone, or a copy of it, reads nothing.
 */
export function seal(text: string, owner: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor('second factor'), nonce).setAAD(Buffer.from(owner))
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** @returns undefined when it was sealed for somebody else, with another secret, or changed */
export function unseal(sealed: string, owner: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 28) return undefined
  try {
    const opening = createDecipheriv('aes-256-gcm', keyFor('second factor'), bytes.subarray(0, 12))
    opening.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-16))
    return Buffer.concat([opening.update(bytes.subarray(12, -16)), opening.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

/** A keyed digest: what is short enough to be guessed cannot be tried out against a copy of the store. */
export function keyedDigest(purpose: string, ...parts: readonly string[]): string {
  const mac = createHmac('sha256', keyFor(purpose))
  for (const part of parts) mac.update(`${part.length}:${part}`)
  return mac.digest('base64url')
}
