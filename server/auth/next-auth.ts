import NextAuth, { type AuthOptions } from 'next-auth'
import { decode, encode } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { runtime } from '../runtime'
import { type AnyHeaders, cookiesOf } from './headers'
import { signIn } from './sign-in'

/**
 * The only file that knows next-auth. It signs people in with a password and puts a token into a cookie; whether that
 * token still counts is decided on every request by person.ts.
 */

/** Seconds a session lasts without being renewed. */
const SESSION_SECONDS = 12 * 60 * 60

export interface Session {
  readonly personId: string
  /** Must equal the person's `sessionEpoch`. */
  readonly epoch: number
  /** When it ends, ISO 8601. */
  readonly expires: string
}

function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https://')
}

function cookieName(publicUrl: string): string {
  return `${isSecure(publicUrl) ? '__Secure-' : ''}next-auth.session-token`
}

function options(peer: AnyHeaders): AuthOptions {
  const { authSecret, env, log } = runtime()
  return {
    secret: authSecret,
    useSecureCookies: isSecure(env.publicUrl),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    jwt: { maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        name: 'Password',
        credentials: { email: { label: 'E-mail', type: 'email' }, password: { label: 'Password', type: 'password' } },
        authorize: async (credentials) => {
          const outcome = await signIn(credentials?.email ?? '', credentials?.password ?? '', peer)
          // The words reach the page as ?error=; the page knows these codes.
          if (!outcome.ok) throw new Error(outcome.refusal.code)
          return {
            id: outcome.value.id,
            email: outcome.value.email,
            name: outcome.value.name,
            epoch: outcome.value.epoch,
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id, epoch: (user as { epoch?: number }).epoch } : token),
      session: ({ session, token }) => Object.assign(session, { user: { id: token.sub } }),
      redirect: ({ url, baseUrl }) => (sameOrigin(url, baseUrl) ? url : baseUrl),
    },
    logger: {
      error: (code) => log.warn('auth.error', { code }),
      warn: (code) => log.debug('auth.warning', { code }),
      debug: () => undefined,
    },
  }
}

function sameOrigin(url: string, base: string): boolean {
  return URL.canParse(url, base) && new URL(url, base).origin === new URL(base).origin
}

/** Answers next-auth's own addresses (`/api/auth/...`): csrf, callback/credentials, session, signout. */
export async function authRoute(request: Request, segments: readonly string[]): Promise<Response> {
  // next-auth reads where it is from this variable; the port may only be known after listening.
  process.env.NEXTAUTH_URL = runtime().env.publicUrl
  const url = new URL(request.url)
  const answer = new Answer()
  const incoming = {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    cookies: Object.fromEntries(cookiesOf(request.headers)),
    query: { ...Object.fromEntries(url.searchParams), nextauth: [...segments] },
    body: await bodyOf(request),
  }
  await NextAuth(incoming as never, answer as never, options(request.headers))
  return answer.toResponse()
}

async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  if (request.method !== 'POST') return {}
  const text = await request.text()
  if (!request.headers.get('content-type')?.includes('json')) return Object.fromEntries(new URLSearchParams(text))
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}

/** The part of Node's response object that next-auth writes to. */
class Answer {
  private code = 200
  private readonly fields = new Map<string, string | string[]>()
  private body: string | undefined

  status(code: number): this {
    this.code = code
    return this
  }
  getHeader(name: string): string | string[] | undefined {
    return this.fields.get(name.toLowerCase())
  }
  setHeader(name: string, value: string | string[]): this {
    this.fields.set(name.toLowerCase(), value)
    return this
  }
  json(value: unknown): void {
    this.setHeader('content-type', 'application/json')
    this.send(value)
  }
  send(value: unknown): void {
    this.body = value === undefined || typeof value === 'string' ? value : JSON.stringify(value)
  }
  end(): void {}

  toResponse(): Response {
    const headers = new Headers({ 'cache-control': 'no-store' })
    for (const [name, value] of this.fields) for (const each of [value].flat()) headers.append(name, each)
    return new Response(this.body, { status: this.code, headers })
  }
}

/** Reads the session cookie of any request. The token is authentic and unexpired; nothing is said about the person yet. */
export async function readSession(headers: AnyHeaders): Promise<Session | undefined> {
  const { authSecret, env } = runtime()
  const token = cookiesOf(headers).get(cookieName(env.publicUrl))
  if (!token) return undefined
  const claims = await decode({ token, secret: authSecret }).catch(() => null)
  if (typeof claims?.sub !== 'string' || typeof claims.epoch !== 'number' || typeof claims.exp !== 'number')
    return undefined
  return { personId: claims.sub, epoch: claims.epoch, expires: new Date(claims.exp * 1000).toISOString() }
}

/** A session cookie for a person, as signing in would set it: for the command line and for tests. */
export async function sessionCookie(personId: string, epoch: number, seconds = SESSION_SECONDS): Promise<string> {
  const { authSecret, env } = runtime()
  const token = await encode({ token: { sub: personId, epoch }, secret: authSecret, maxAge: seconds })
  return `${cookieName(env.publicUrl)}=${token}`
}
