import { eq } from 'drizzle-orm'
import NextAuth, { type AuthOptions } from 'next-auth'
import { decode, encode } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { secondStepForm } from '@/lib/access/account-requests'
import { refusalAnswer, toResponse } from '../http/answer'
import { runtime } from '../runtime'
import { sessions } from '../store/schema'
import { afterFirstStep, afterSecondStep, type Entrance, waitingLink } from './begin-session'
import { cookieHeader, isSecure, type SetCookie, sessionCookieName } from './cookies'
import { type AnyHeaders, cookiesOf } from './headers'
import { Answer, bodyOf } from './next-auth-answer'
import { enterByService, oidcProvider } from './oidc'
import type { Claims } from './oidc-person'
import { after, endSession, openSession, SESSION_SECONDS, sessionId } from './sessions'
import { type SecondStep, secondStep, signIn } from './sign-in'
import { readStep } from './steps'

/**
 * The only file that knows next-auth. It carries the ways of signing in and puts a session's secret into a cookie; whether
 * that session still counts is decided on every request by session-person.ts.
 */

function options(peer: AnyHeaders, set: SetCookie, before: string | undefined): AuthOptions {
  const { authSecret, env, log } = runtime()
  const at: Entrance = { peer, set, before }
  // The secret of the session that this request opened.
  let opened: string | undefined
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
        authorize: async (given) => {
          const linking = (await readStep(peer))?.kind === 'link'
          const person = await signIn(given?.email ?? '', given?.password ?? '', peer, linking)
          if (!person.ok) throw new Error(person.refusal.code)
          const link = await waitingLink(person.value.id, at)
          // Where only the service signs people in, a password ties its own account and opens no other.
          if (env.oidc?.only && link === undefined) throw new Error('password-off')
          const entered = await afterFirstStep(person.value, 'password', at, link)
          // The code reaches the page as ?error=; the page knows what to say or where to go on.
          if (!entered.ok) throw new Error(entered.refusal.code)
          opened = entered.value
          return { id: person.value.id }
        },
      }),
      Credentials({
        id: 'second-step',
        name: 'Second step',
        credentials: { code: {}, backup: {}, key: {} },
        authorize: async (given) => {
          const step = await readStep(peer)
          if (step?.kind !== 'second-factor') throw new Error('step-expired')
          const said = readSecondStep(given)
          if (said === undefined) throw new Error('wrong-code')
          const by = await secondStep(step, said, peer)
          if (!by.ok) throw new Error(by.refusal.code)
          opened = await afterSecondStep(step, by.value, at)
          if (opened === undefined) throw new Error('step-expired')
          return { id: step.personId }
        },
      }),
      ...(env.oidc === undefined ? [] : [oidcProvider(env.oidc)]),
    ],
    cookies: {
      sessionToken: {
        name: sessionCookieName(env.publicUrl),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(env.publicUrl) },
      },
    },
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.provider !== 'oidc') return true
        const entered = await enterByService(profile as Claims, at, targetOf(peer))
        if ('goTo' in entered) return entered.goTo
        opened = entered.secret
        return true
      },
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

function readSecondStep(
  given: Readonly<Record<'code' | 'backup' | 'key', string>> | undefined,
): SecondStep | undefined {
  const parsed = secondStepForm.safeParse(given)
  return parsed.success ? parsed.data : undefined
}

/** Where somebody was going when they left for the sign-in service: a path of ours. */
function targetOf(peer: AnyHeaders): string {
  const { publicUrl } = runtime().env
  const kept = cookiesOf(peer).get(`${isSecure(publicUrl) ? '__Secure-' : ''}next-auth.callback-url`) ?? '/'
  if (!sameOrigin(kept, publicUrl)) return '/'
  const { pathname, search } = new URL(kept, publicUrl)
  return pathname + search
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
  const body = await bodyOf(request)
  if (!body.ok) return toResponse(refusalAnswer(body.refusal))
  const incoming = {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    cookies: Object.fromEntries(cookiesOf(request.headers)),
    query: { ...Object.fromEntries(url.searchParams), nextauth: [...segments] },
    body: body.value,
  }
  const before = await readSession(request.headers)
  const set = (header: string) => answer.addCookie(header)
  // [AUTH20] What the browser has cached of pages goes; databases and storage are cleared by the page itself.
  if (segments[0] === 'signout' && request.method === 'POST') answer.setHeader('clear-site-data', '"cache"')
  await NextAuth(incoming as never, answer as never, options(request.headers, set, before))
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
