import { createHash, randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { isStrictPath } from '@/lib/access/strict-pages'
import { VIEW_STYLE } from '@/lib/agreement/view-style'

/**
 * The policy of every page: our own scripts and styles with a nonce of this answer, nothing from elsewhere, never inside
 * somebody's frame; a stricter one where something is signed. The root layout reads the nonce from `x-nonce` and which of
 * the two it is from `x-policy`. Headers that need no nonce: next.config.mjs.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64')
  const strict = isStrictPath(request.nextUrl.pathname)
  const policy = strict ? strictPolicy(nonce) : contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-policy', strict ? 'strict' : 'usual')
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  // Pages show what this person may see now.
  response.headers.set('cache-control', 'no-store')
  return response
}

function contentSecurityPolicy(nonce: string): string {
  const dev = process.env.NODE_ENV === 'development'
  const own = `'self' 'nonce-${nonce}'`
  return [
    "default-src 'self'",
    // React's development build needs eval for its stack traces.
    `script-src ${own} 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    `style-src ${dev ? "'self' 'unsafe-inline'" : own}`,
    `style-src-elem ${dev ? "'self' 'unsafe-inline'" : own}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The one style that a frozen version brings along: the page of the version is shown inside of ours, under our policy. */
const FROZEN_STYLE = createHash('sha256').update(VIEW_STYLE).digest('base64')

/** Where something is read to be signed: no style or script in an attribute, no worker, no picture from a blob, no plug-in. */
function strictPolicy(nonce: string): string {
  const dev = process.env.NODE_ENV === 'development'
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    "script-src-attr 'none'",
    `style-src ${dev ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}' 'sha256-${FROZEN_STYLE}'`}`,
    ...(dev ? [] : ["style-src-attr 'none'"]),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const config = {
  // Not the API (its bodies would be buffered here), not the built files, not the verifier and what a link opens: they bring policies of their own.
  matcher: [{ source: '/((?!api/|assess/|_next/static|_next/image|healthz|readyz|verify$).*)' }],
}
