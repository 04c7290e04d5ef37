import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAttempts } from '@/server/auth/attempts'
import { sessionCookie } from '@/server/auth/next-auth'
import { checkPassword, hashPassword } from '@/server/auth/passwords'
import { people } from '@/server/store/schema'
import { PASSWORD, signIn, startServer, type TestServer } from '../../support/startServer'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const me = (cookie: string | undefined) => server.fetch('/api/me', { headers: cookie ? { cookie } : {} })

describe('signing in', () => {
  it('[AUTH1] opens a session with the right password, in a cookie that scripts cannot read', async () => {
    const ada = await server.person('ada@mdm.example', { name: 'Ada', organisation: 'Pumps' })
    const cookie = await signIn(server.url, ' ADA@mdm.example ', PASSWORD)
    const answer = await me(cookie)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ id: ada.id, name: 'Ada', organisation: 'Pumps', cases: [] })

    const { expires } = (await (await me(cookie)).json()) as { expires: string }
    const hours = (Date.parse(expires) - Date.parse(server.runtime.clock())) / 3_600_000
    expect(hours, 'a working day, not a month').toBeLessThanOrEqual(12.1)

    const csrf = await server.fetch('/api/auth/csrf')
    for (const set of csrf.headers.getSetCookie()) expect(set).toMatch(/HttpOnly; SameSite=Lax/)
  })

  it('[AUTH1] refuses a wrong password, an unknown address and a disabled account with the same answer', async () => {
    await server.person('bob@mdm.example')
    const gone = await server.person('gone@mdm.example')
    await server.runtime.db.update(people).set({ disabled: true }).where(eq(people.id, gone.id))
    expect(await signIn(server.url, 'bob@mdm.example', 'not this one')).toBeUndefined()
    expect(await signIn(server.url, 'stranger@mdm.example', PASSWORD)).toBeUndefined()
    expect(await signIn(server.url, 'gone@mdm.example', PASSWORD)).toBeUndefined()
  })

  it('[AUTH2] checks an unknown person against a hash of the same kind as everybody', async () => {
    const hash = await hashPassword('something long')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await checkPassword('something long', hash)).toBe(true)
    expect(await checkPassword('something else', hash)).toBe(false)
    expect(await checkPassword('nobody has this password', undefined)).toBe(false)
  })

  it('[AUTH3] tells a guesser to wait over HTTP, even with the right password', async () => {
    await server.person('eve@mdm.example')
    expect(await signIn(server.url, 'eve@mdm.example', 'guess')).toBeUndefined()
    for (let n = 0; n < 20; n++) signInAttempts().failed('eve@mdm.example', '127.0.0.1')
    expect(await signIn(server.url, 'eve@mdm.example', PASSWORD)).toBeUndefined()
  })

  it('[AUTH4] ends a session at once when the person is disabled or signed out everywhere', async () => {
    const { db } = server.runtime
    const cleo = await server.person('cleo@hdo.example')
    expect((await me(cleo.cookie)).status).toBe(200)
    await db.update(people).set({ sessionEpoch: 2 }).where(eq(people.id, cleo.id))
    expect((await me(cleo.cookie)).status).toBe(401)
    const renewed = await sessionCookie(cleo.id, 2)
    expect((await me(renewed)).status).toBe(200)
    await db.update(people).set({ disabled: true }).where(eq(people.id, cleo.id))
    expect((await me(renewed)).status).toBe(401)
  })

  it('[AUTH4] takes no session that is expired, altered or made with another secret', async () => {
    const dora = await server.person('dora@hdo.example')
    expect((await me(undefined)).status).toBe(401)
    expect((await me(await sessionCookie(dora.id, 1, -60))).status).toBe(401)
    expect((await me(`${dora.cookie.slice(0, -4)}AAAA`)).status).toBe(401)
    expect((await me('next-auth.session-token=%E0%A4%A')).status).toBe(401)
  })

  it('[AUTH5] sends nobody to another site after signing in', async () => {
    await server.person('finn@mdm.example')
    const first = await server.fetch('/api/auth/csrf')
    const { csrfToken } = (await first.json()) as { csrfToken: string }
    const answer = await server.fetch('/api/auth/callback/credentials', {
      method: 'POST',
      headers: {
        cookie: first.headers
          .getSetCookie()
          .map((cookie) => cookie.split(';')[0])
          .join('; '),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        csrfToken,
        email: 'finn@mdm.example',
        password: PASSWORD,
        callbackUrl: 'https://evil.example/x',
      }),
    })
    expect(answer.status).toBe(302)
    expect(new URL(answer.headers.get('location') ?? '').origin).toBe(server.url)
  })
})
