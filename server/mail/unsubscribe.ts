import { createHmac, timingSafeEqual } from 'node:crypto'
import { isMailKind, type MailKind } from '@/lib/mail/kinds'

/** What one link ends: one kind of mail, or the daily digest as a whole. */
export type Ends = MailKind | 'all-digests'

export interface Unsubscribing {
  readonly person: string
  readonly kind: Ends
}

/**
 * [MAI6] The secret part of an unsubscribe link: whoever holds the mail may end this kind of mail for its receiver, and
 * nothing else. It names the person by id and does not end, because mail is kept for years.
 */
export function unsubscribeToken(secret: string, { person, kind }: Unsubscribing): string {
  const what = Buffer.from(`${person} ${kind}`).toString('base64url')
  return `${what}.${sealOf(secret, what)}`
}

/** @returns undefined for a token that this server did not make */
export function readToken(secret: string, token: string | null | undefined): Unsubscribing | undefined {
  const match = /^([\w-]{1,200})\.([\w-]{43})$/.exec(token ?? '')
  if (match === null) return undefined
  const [, what = '', seal = ''] = match
  if (!timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(secret, what)))) return undefined
  const [person, kind, ...rest] = Buffer.from(what, 'base64url').toString().split(' ')
  if (!person || rest.length > 0) return undefined
  return isMailKind(kind) || kind === 'all-digests' ? { person, kind } : undefined
}

function sealOf(secret: string, what: string): string {
  return createHmac('sha256', `mail-unsubscribe ${secret}`).update(what).digest('base64url')
}
