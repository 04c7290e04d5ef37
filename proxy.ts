import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'

/**
 * The policy of every page: our own scripts and styles with a nonce of this answer, nothing from elsewhere, never inside
 * somebody's frame. The root layout reads the nonce from `x-nonce`. Headers that need no nonce: next.config.mjs.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  // Pages show what this person may see now.
  response.headers.set('cache-control', 'no-store')
  if (process.env.PUBLIC_URL?.startsWith('https://')) {
    response.headers.set('strict-transport-security', 'max-age=31536000')
  }
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

export const config = {
  // Not the API (its bodies would be buffered here) and not the built files.
  matcher: [{ source: '/((?!api/|_next/static|_next/image|healthz|readyz).*)' }],
}
