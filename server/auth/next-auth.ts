import { eq } from 'drizzle-orm'
import NextAuth, { type AuthOptions } from 'next-auth'
import { decode, encode } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { runtime } from '../runtime'
import { type SignedInHow, sessions } from '../store/schema'
import { cookieHeader, isSecure, sessionCookieName } from './cookies'
import { type AnyHeaders, cookiesOf } from './headers'
import { Answer, bodyOf } from './next-auth-answer'
import { after, endSession, openSession, SESSION_SECONDS, sessionId } from './sessions'
import { signIn } from './sign-in'

/**
 * The only file that knows next-auth. It carries the ways of signing in and puts a session's secret into a cookie; whether
 * that session still counts is decided on every request by session-person.ts.
 */

function options(peer: AnyHeaders): AuthOptions {
  // The secret of the session that this request opened.
  let opened: string | undefined
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
          opened = await beginSession(outcome.value, 'password', peer)
          return { id: outcome.value.id }
        },
      }),
    ],
    callbacks: {
      // The cookie holds nothing but the secret of a session; everything else stands in its row.
      jwt: ({ token, user }) => ({ sid: user ? opened : token.sid }),
      session: ({ session }) => Object.assign(session, { user: {} }),
      redirect: ({ url, baseUrl }) => (sameOrigin(url, baseUrl) ? url : baseUrl),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === 'string') await endSession(sessionId(token.sid))
      },
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

/**
 * [AUTH8] Opens a session for whoever has proven who they are. What the browser held before ends, whoever's it was: nobody
 * is left in a session that somebody else has put there.
 */
async function beginSession(
  person: { id: string; epoch: number },
  how: SignedInHow,
  peer: AnyHeaders,
): Promise<string> {
  const before = await readSession(peer)
  if (before !== undefined) await endSession(before)
  return openSession(runtime().db, person, how, peer)
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

/** The session that the cookie of a request names. The token is authentic; whether it still counts, its row says. */
export async function readSession(headers: AnyHeaders): Promise<string | undefined> {
  const { authSecret, env } = runtime()
  const token = cookiesOf(headers).get(sessionCookieName(env.publicUrl))
  if (!token) return undefined
  const claims = await decode({ token, secret: authSecret }).catch(() => null)
  return typeof claims?.sid === 'string' && claims.sid !== '' ? sessionId(claims.sid) : undefined
}

/** The header that puts a session's secret into the browser in the place of an earlier one. */
export async function sessionHeader(secret: string, seconds = SESSION_SECONDS): Promise<string> {
  const { authSecret, env } = runtime()
  const token = await encode({ token: { sid: secret }, secret: authSecret, maxAge: seconds })
  return cookieHeader(sessionCookieName(env.publicUrl), token, seconds)
}

/** Far enough for a test that moves the clock. */
const YEARS = 10 * 365 * 86_400

/**
 * A session cookie for a person, as a browser sends it: for the command line and for tests. It does not end by itself
 * before `seconds` are over.
 */
export async function sessionCookie(personId: string, epoch: number, seconds = YEARS): Promise<string> {
  const { db, clock } = runtime()
  const secret = await openSession(db, { id: personId, epoch }, 'password', {})
  const until = after(clock(), seconds)
  await db
    .update(sessions)
    .set({ seenAt: until, expiresAt: until })
    .where(eq(sessions.id, sessionId(secret)))
  return (await sessionHeader(secret, seconds)).split(';')[0] ?? ''
}
