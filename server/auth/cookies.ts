import { runtime } from '../runtime'
import { type AnyHeaders, cookiesOf } from './headers'

/** Adds a Set-Cookie header to the answer that is being made. */
export type SetCookie = (header: string) => void

export function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https://')
}

/** The name of the session's cookie; by TLS the browser itself keeps it to this host and to no other path. */
export function sessionCookieName(publicUrl: string): string {
  return `${isSecure(publicUrl) ? '__Host-' : ''}next-auth.session-token`
}

/** A cookie of ours beside next-auth's: for this host alone, on every path, out of reach of scripts. */
function ownName(name: string): string {
  return `${isSecure(runtime().env.publicUrl) ? '__Host-' : ''}accord.${name}`
}

export function ownCookie(headers: AnyHeaders, name: string): string | undefined {
  return cookiesOf(headers).get(ownName(name))
}

/** @param seconds  how long the browser keeps it; 0 takes it away */
export function ownCookieHeader(name: string, value: string, seconds: number): string {
  return cookieHeader(ownName(name), value, seconds)
}

/** Lax, not strict: whoever follows a link from a mail is still who they are. */
export function cookieHeader(name: string, value: string, seconds: number): string {
  const secure = isSecure(runtime().env.publicUrl) ? '; Secure' : ''
  return `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`
}
