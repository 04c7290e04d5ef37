import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { seal } from '@/server/auth/sealed'
import { type EnvError, parseEnv } from '@/server/env'
import { codeApps, identities, organisations, people } from '@/server/store/schema'
import { Jar } from '../../support/jar'
import { type Account, CLIENT, type OidcService, startOidcService } from '../../support/oidc-service'
import { PASSWORD, startServer, type TestServer } from '../../support/startServer'

let server: TestServer
let service: OidcService
const settings = (issuer: string, more: Record<string, string> = {}) => ({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  ...more,
})

beforeAll(async () => {
  let url = ''
  // The address of the server is known before it listens, as in a deployment.
  const port = await freePort()
  url = `http://localhost:${port}`
  service = await startOidcService(() => `${url}/api/auth/callback/oidc`)
  server = await startServer({ env: settings(service.issuer, { PORT: String(port), OIDC_SIDE_CLAIM: 'work' }) })
})
afterAll(async () => {
  await server?.close()
  await service?.close()
})

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

const account = (sub: string, more: Partial<Account> = {}): Account => ({
  sub,
  email: `${sub}@mdm.example`,
  email_verified: true,
  name: `Name of ${sub}`,
  work: 'mdm:Pump Works',
  ...more,
})

/** Goes to the service and comes back, as a browser would. @returns where it ends up */
async function come(who: Account | undefined, jar = new Jar(server.url)): Promise<{ jar: Jar; at: URL }> {
  if (who !== undefined) {
    service.accounts.set(who.sub, who)
    service.who = who.sub
  }
  let to = await jar.form('signin/oidc', { callbackUrl: '/inbox' })
  const there = new Jar(service.issuer)
  for (let n = 0; n < 12; n++) {
    const own = to.origin === server.url
    if (own && !to.pathname.startsWith('/api/auth/')) break
    const answer = await (own ? jar : there).fetch(to.href)
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`No way on from ${to.href}: ${answer.status} ${await answer.text()}`)
    to = new URL(location, to)
  }
  return { jar, at: to }
}
const me = async (jar: Jar) => (await (await jar.get('/api/me')).json()) as Record<string, unknown>
const personOf = async (email: string) =>
  (await server.runtime.db.select().from(people).where(eq(people.email, email)))[0]

describe('the sign-in service of an organisation', () => {
  it('[AUTH16] [AUTH18] signs somebody in by code with PKCE, state and nonce, and seats them on their side', async () => {
    const { jar, at } = await come(account('ada'))
    expect(at.pathname).toBe('/inbox')
    expect(await me(jar)).toMatchObject({ email: 'ada@mdm.example', name: 'Name of ada', organisation: 'Pump Works' })
    const asked = service.asked.at(-1)
    expect(asked?.get('response_type')).toBe('code')
    expect(asked?.get('code_challenge_method')).toBe('S256')
    for (const part of ['state', 'nonce', 'code_challenge']) expect(asked?.get(part)?.length).toBeGreaterThan(20)
    const [home] = await server.runtime.db.select().from(organisations).where(eq(organisations.name, 'Pump Works'))
    expect(home?.side).toBe('mdm')
    // Again: the same account, a session of its own.
    const again = await come(account('ada', { name: 'Another name now' }))
    expect((await me(again.jar)).id).toBe((await me(jar)).id)
  })

  it('[AUTH17] knows people by the subject: a new address there is the same account, another subject never', async () => {
    const { jar } = await come(account('bo'))
    const moved = await come(account('bo', { email: 'bo.married@mdm.example' }))
    expect((await me(moved.jar)).id).toBe((await me(jar)).id)
    const heir = await come(account('bo-the-second', { email: 'bo@mdm.example' }))
    expect(heir.at.searchParams.get('error')).toBe('oidc-other')
    expect(await heir.jar.signedIn()).toBe(false)
  })

  it('[AUTH17] makes no account by an address that was not verified', async () => {
    for (const claims of [
      { email_verified: false },
      { email_verified: undefined },
      { email: undefined },
      { email_verified: 'true' },
    ]) {
      const { jar, at } = await come(account('cy', claims as Partial<Account>))
      expect([at.searchParams.get('error'), await jar.signedIn()]).toEqual(['oidc-email', false])
    }
    expect(await personOf('cy@mdm.example')).toBeUndefined()
  })

  it('[AUTH17] never takes over an account with a password: that password ties it, once', async () => {
    const di = await server.person('di@mdm.example', { organisation: 'Pump Works' })
    const { jar, at } = await come(account('di'))
    expect([at.pathname, at.searchParams.get('link'), await jar.signedIn()]).toEqual(['/sign-in', '1', false])
    expect(await server.runtime.db.select().from(identities).where(eq(identities.personId, di.id))).toEqual([])
    // Somebody else's password ties nothing to anybody.
    await server.person('eve@mdm.example')
    expect(await jar.signIn('eve@mdm.example', PASSWORD)).toBeUndefined()
    expect(await server.runtime.db.select().from(identities).where(eq(identities.subject, 'di'))).toEqual([])
    expect(await jar.signIn('di@mdm.example', 'not her password')).toBe('wrong-credentials')
    expect(await jar.signIn('di@mdm.example', PASSWORD)).toBeUndefined()
    expect(await server.runtime.db.select().from(identities).where(eq(identities.subject, 'di'))).toMatchObject([
      { personId: di.id },
    ])
    const after = await come(account('di'))
    expect((await me(after.jar)).id).toBe(di.id)
  })

  it('[AUTH17] ties an account without a password by its verified address, and takes in nobody who was closed', async () => {
    const eli = await server.person('eli@mdm.example', { organisation: 'Pump Works' })
    await server.runtime.db.update(people).set({ passwordHash: null }).where(eq(people.id, eli.id))
    expect((await me((await come(account('eli'))).jar)).id).toBe(eli.id)
    await server.runtime.db.update(people).set({ disabled: true }).where(eq(people.id, eli.id))
    const { jar, at } = await come(account('eli'))
    expect([at.searchParams.get('error'), await jar.signedIn()]).toEqual(['oidc-disabled', false])
  })

  it('[AUTH18] refuses whoever has no side, two of them, or another than their account', async () => {
    for (const work of [
      undefined,
      'nobody knows',
      ['mdm:Pump Works', 'hdo:Clinic'],
      { side: 'mdm' },
      'hdo:Pump Works',
    ]) {
      const { jar, at } = await come(account('fay', { work }))
      expect([at.searchParams.get('error'), await jar.signedIn()], JSON.stringify(work)).toEqual(['oidc-side', false])
    }
    expect(await personOf('fay@mdm.example')).toBeUndefined()
    // By the name of an organisation that is known, and by a list of groups of which one counts.
    expect((await me((await come(account('gil', { work: ['all-staff', 'Pump Works'] }))).jar)).organisation).toBe(
      'Pump Works',
    )
    const turned = await come(account('gil', { work: 'hdo:Clinic' }))
    expect([turned.at.searchParams.get('error'), await turned.jar.signedIn()]).toEqual(['oidc-side', false])
  })

  it('[AUTH12] asks for the second factor of whoever has one here, too', async () => {
    const { jar: first } = await come(account('hal'))
    const { id } = (await me(first)) as { id: string }
    const secret = new Secret()
    const at = server.runtime.clock()
    await server.runtime.db
      .insert(codeApps)
      .values({ personId: id, secret: seal(secret.base32, id), createdAt: at, confirmedAt: at })
    const { jar, at: page } = await come(account('hal'))
    expect([page.pathname, page.searchParams.get('callbackUrl'), await jar.signedIn()]).toEqual([
      '/sign-in/second-step',
      '/inbox',
      false,
    ])
    expect(await jar.second({ code: TOTP.generate({ secret }) })).toBeUndefined()
    expect(await jar.signedIn()).toBe(true)
  })

  it('[AUTH16] takes no answer that this browser did not ask for', async () => {
    service.accounts.set('ida', account('ida'))
    service.who = 'ida'
    const jar = new Jar(server.url)
    await jar.form('signin/oidc', {})
    const forged = await jar.get('/api/auth/callback/oidc?code=made-up&state=made-up')
    expect(forged.headers.get('location')).toContain('error=OAuthCallback')
    const other = new Jar(server.url)
    const stolen = await other.get('/api/auth/callback/oidc?code=made-up&state=made-up')
    expect(stolen.headers.get('location')).toContain('error=OAuthCallback')
    expect([await jar.signedIn(), await other.signedIn()]).toEqual([false, false])
  })
})

describe('a service that does not answer as it should', () => {
  type Bend = (claims: Record<string, unknown>) => Record<string, unknown>

  /** A service that gives whatever token the test wants. */
  async function badService() {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const issuer = `http://127.0.0.1:${await freePort()}`
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const next = { nonce: '', bend: (claims: Record<string, unknown>) => claims, alg: 'RS256' }
    const answers: Record<string, () => object> = {
      '/.well-known/openid-configuration': () => ({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256'],
      }),
      '/jwks': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] }),
      '/token': () => {
        const now = Math.floor(Date.now() / 1000)
        const times = { iat: now, exp: now + 300 }
        const mail = { email: 'mal@mdm.example', email_verified: true }
        const claims = next.bend({ iss: issuer, aud: CLIENT.id, sub: 'mal', ...times, nonce: next.nonce, ...mail })
        const text = `${encode({ alg: next.alg, kid: 'one' })}.${encode(claims)}`
        const signature = next.alg === 'none' ? '' : sign('sha256', Buffer.from(text), privateKey).toString('base64url')
        return { access_token: 'x', token_type: 'Bearer', id_token: `${text}.${signature}` }
      },
    }
    const http = createServer((request, response) => {
      const make = answers[(request.url ?? '').split('?')[0] ?? '']
      response.writeHead(make === undefined ? 404 : 200, { 'content-type': 'application/json' })
      response.end(make === undefined ? '{}' : JSON.stringify(make()))
    })
    await new Promise<void>((resolve) => http.listen(Number(new URL(issuer).port), '127.0.0.1', resolve))
    onTestFinished(() => {
      http.closeAllConnections()
      http.close()
    })
    const accord = await startServer({ env: settings(issuer) })
    return async (bend: Bend, alg = 'RS256') => {
      const jar = new Jar(accord.url)
      const to = await jar.form('signin/oidc', {})
      Object.assign(next, { bend, alg, nonce: to.searchParams.get('nonce') ?? '' })
      const back = await jar.get(`/api/auth/callback/oidc?code=abc&state=${to.searchParams.get('state')}`)
      return { location: back.headers.get('location') ?? '', signedIn: await jar.signedIn() }
    }
  }

  it('[AUTH16] opens nothing with a token of another issuer, for another client, expired, of another nonce or unsigned', async () => {
    const comeBack = await badService()
    const past = Math.floor(Date.now() / 1000) - 3_600
    const good = await comeBack((claims) => claims)
    expect(good.signedIn, good.location).toBe(true)
    const bent: [string, Bend, string?][] = [
      ['issuer', (claims) => ({ ...claims, iss: 'http://127.0.0.1:1' })],
      ['audience', (claims) => ({ ...claims, aud: 'another-client' })],
      ['expired', (claims) => ({ ...claims, iat: past, exp: past + 60 })],
      ['nonce', (claims) => ({ ...claims, nonce: 'another' })],
      ['subject', ({ sub: _sub, ...claims }) => claims],
      ['unsigned', (claims) => claims, 'none'],
    ]
    for (const [what, bend, alg] of bent) {
      const { location, signedIn } = await comeBack(bend, alg)
      expect([location.includes('error=OAuthCallback'), signedIn], `${what}: ${location}`).toEqual([true, false])
    }
  }, 60_000)

  it('[AUTH16] tells in a sentence that it cannot be reached, and signs in by password meanwhile', async () => {
    const accord = await startServer({ env: settings(`http://127.0.0.1:${await freePort()}`) })
    await accord.person('kim@mdm.example')
    const jar = new Jar(accord.url)
    expect((await jar.form('signin/oidc', {})).searchParams.get('error')).toBe('OAuthSignin')
    expect(await jar.signIn('kim@mdm.example', PASSWORD)).toBeUndefined()
  })

  it('[AUTH19] where only the service signs people in, no password opens anything, right or wrong', async () => {
    const accord = await startServer({ env: settings(service.issuer, { OIDC_ONLY: 'true' }) })
    await accord.person('lee@mdm.example')
    const jar = new Jar(accord.url)
    for (const [email, password] of [
      ['lee@mdm.example', PASSWORD],
      ['lee@mdm.example', 'wrong'],
      ['nobody@mdm.example', 'x'],
    ] as const) {
      expect(await jar.signIn(email, password)).toBe('password-off')
    }
    expect((await jar.post('/api/password-reset', { email: 'lee@mdm.example' })).body).toMatchObject({
      error: { code: 'password-off' },
    })
  })

  it('[AUTH19] settings that do not go together do not start', () => {
    const complaint = (env: Record<string, string>) => {
      try {
        parseEnv(env)
        return ''
      } catch (error) {
        return (error as EnvError).message
      }
    }
    const all = settings('https://login.example.org/realm')
    expect(complaint(all)).toBe('')
    for (const missing of ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']) {
      expect(complaint({ ...all, [missing]: '' })).toContain('belong together')
    }
    expect(complaint({ OIDC_ONLY: 'true' })).toContain('OIDC_ONLY needs a sign-in service')
    expect(complaint({ OIDC_SIDE_CLAIM: 'groups' })).toContain('OIDC_SIDE_CLAIM needs a sign-in service')
    expect(complaint({ ...all, OIDC_ISSUER: 'http://login.example.org' })).toContain('https://')
    expect(complaint({ ...all, OIDC_ISSUER: 'https://login.example.org/?x=1' })).toContain('alone')
    expect(complaint({ ...all, OIDC_ONLY: 'perhaps' })).toContain('OIDC_ONLY must be')
    expect(parseEnv({ ...all, OIDC_ONLY: 'true' }).oidc?.only).toBe(true)
  })
})
