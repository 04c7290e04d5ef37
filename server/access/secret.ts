import { createHash, createHmac } from 'node:crypto'

/** What a link with a secret part leads to. */
export type LinkKind = 'invitation' | 'baseline-link'

/**
 * [INV1] [ASL1] The secret part of a link: 256 bits that follow from the service's own secret and the link's id, so that a
 * mail can be tried again without keeping it. The store holds its digest only; who reads the store learns no link.
 */
export function secretOf(authSecret: string, kind: LinkKind, id: string): string {
  return createHmac('sha256', `${kind} ${authSecret}`).update(id).digest('base64url')
}

/** What the store knows a link by: SHA-256, hex. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Whether it can be the secret part of a link at all; whatever else comes is not looked up. */
export function isSecret(text: string): boolean {
  return /^[\w-]{43}$/.test(text)
}
