import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { ALL_RIGHTS } from '@/lib/access/policy'
import { sweepSessions } from '@/server/auth/sessions'
import { people, sessions } from '@/server/store/schema'
import { Jar } from '../../support/jar'
import { PASSWORD, startServer, type TestServer } from '../../support/startServer'

let server: TestServer
let now = Date.parse('2027-03-01T08:00:00.000Z')
beforeAll(async () => {
  server = await startServer({ clock: () => new Date(now++).toISOString() })
})
afterAll(() => server.close())

interface Account {
  sessions: { id: string; device: string; network: string; here: boolean; how: string; since: string; seen: string }[]
  events: { kind: string; note: string }[]
}
const account = async (jar: Jar) => (await (await jar.get('/api/account')).json()) as Account

async function browserOf(email: string, agent?: string): Promise<Jar> {
  const jar = new Jar(server.url, agent)
  expect(await jar.signIn(email, PASSWORD)).toBeUndefined()
  return jar
}

describe('where somebody is signed in', () => {
  it('[AUTH7] lists every session with browser, network and how, and marks this one', async () => {
    await server.person('ada@mdm.example', { name: 'Ada' })
    const desk = await browserOf('ada@mdm.example')
    const phone = await browserOf('ada@mdm.example', 'Mozilla/5.0 (iPhone) AppleWebKit Version/18 Safari/605 <b>')
    const { sessions: open, events } = await account(desk)
    const shown = open.filter(({ device }) => device !== 'Another program')
    expect(shown.map(({ device, here, how }) => [device, here, how])).toEqual([
      ['Safari on an iPhone', false, 'password'],
      ['Firefox on Linux', true, 'password'],
    ])
    expect(open.map(({ network }) => network)).not.toContain('127.0.0.1')
    expect(events.map(({ kind }) => kind)).toEqual(['new-device', 'new-device'])
    // The cookie holds no id that the list shows.
    for (const { id } of open) expect(desk.cookie + phone.cookie).not.toContain(id)
  })

  it('[AUTH8] never goes on with a session that was there before: a planted one is ended and replaced', async () => {
    await server.person('bo@mdm.example')
    await server.person('mallory@mdm.example')
    const attacker = await browserOf('mallory@mdm.example')
    const planted = attacker.cookieNamed('session-token')
    const victim = new Jar(server.url)
    victim.plant(`next-auth.session-token=${planted}`)
    expect(await victim.signIn('bo@mdm.example', PASSWORD)).toBeUndefined()
    expect(victim.cookieNamed('session-token')).not.toBe(planted)
    expect(await (await victim.get('/api/me')).json()).toMatchObject({ email: 'bo@mdm.example' })
    expect(await attacker.signedIn(), 'whoever planted it is out').toBe(false)
    // Signing in again in the same browser ends what it held, too.
    const before = victim.cookie
    expect(await victim.signIn('bo@mdm.example', PASSWORD)).toBeUndefined()
    expect((await fetch(`${server.url}/api/me`, { headers: { cookie: before } })).status).toBe(401)
  })

  it('[AUTH9] ends one session or all others, with the next request and with open sockets at once', async () => {
    const cy = await server.person('cy@mdm.example')
    const caseId = await server.newCase(cy)
    await server.seat(caseId, cy, 'mdm', ALL_RIGHTS)
    const desk = await browserOf('cy@mdm.example')
    const phone = await browserOf('cy@mdm.example', 'Mozilla/5.0 (iPhone) Safari/605')
    const closed = (jar: Jar) =>
      new Promise<number>((resolve, reject) => {
        const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/c/${caseId}`, {
          headers: { cookie: jar.cookie, origin: server.url },
        })
        socket.on('error', reject)
        socket.on('close', resolve)
        socket.once('message', () => opened.push(socket))
      })
    const opened: WebSocket[] = []
    const [phoneClosed, deskClosed] = [closed(phone), closed(desk)]
    let deskIsOpen = true
    void deskClosed.then(() => {
      deskIsOpen = false
    })
    await expect.poll(() => opened.length, { timeout: 20_000 }).toBe(2)

    const iphone = (await account(desk)).sessions.find(({ device }) => device.includes('iPhone'))
    const stranger = await server.person('stranger@mdm.example')
    expect((await stranger.post('/api/account/sessions/end', { session: iphone?.id })).status).toBe(404)
    const ended = await desk.post('/api/account/sessions/end', { session: iphone?.id })
    expect(ended.status).toBe(200)
    expect(await phoneClosed).toBe(4401)
    expect(await phone.signedIn()).toBe(false)
    expect([await desk.signedIn(), deskIsOpen]).toEqual([true, true])

    const third = await browserOf('cy@mdm.example')
    expect((await third.post('/api/account/sessions/end')).status).toBe(200)
    expect(await deskClosed).toBe(4401)
    expect([await desk.signedIn(), await third.signedIn()]).toEqual([false, true])
    expect((await account(third)).events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['sessions-ended', 'session-ended']),
    )
  })

  it('[AUTH9] signing out ends the session itself, so a copy of its cookie opens nothing', async () => {
    await server.person('di@mdm.example')
    const jar = await browserOf('di@mdm.example')
    const copy = jar.cookie
    await jar.signOut()
    expect((await fetch(`${server.url}/api/me`, { headers: { cookie: copy } })).status).toBe(401)
  })

  it('[AUTH4] ends a session that nobody used for hours, and every one after a working day', async () => {
    await server.person('eli@mdm.example')
    const idle = await browserOf('eli@mdm.example')
    const busy = await browserOf('eli@mdm.example')
    const began = now
    for (let hour = 1; hour <= 11; hour++) {
      now = began + hour * 3_600_000
      expect(await busy.signedIn(), `after ${hour} hours`).toBe(true)
      if (hour === 1) expect(await idle.signedIn()).toBe(true)
    }
    expect(await idle.signedIn()).toBe(false)
    now = began + 12 * 3_600_000 + 1
    expect(await busy.signedIn()).toBe(false)
    await sweepSessions()
    const [eli] = await server.runtime.db.select().from(people).where(eq(people.email, 'eli@mdm.example'))
    const own = async () => {
      const rows = await server.runtime.db
        .select()
        .from(sessions)
        .where(eq(sessions.personId, eli?.id ?? ''))
      return rows.filter(({ device }) => device === 'Firefox on Linux').map(({ endedAt }) => endedAt !== null)
    }
    expect(await own()).toEqual([true, true])
    now += 31 * 86_400_000
    await sweepSessions()
    expect(await own(), 'forgotten after a month').toEqual([])
  })

  it('[AUTH4] is kept by a person and not by a page that was left open', async () => {
    now = Date.now()
    await server.person('gus@mdm.example')
    const left = await browserOf('gus@mdm.example')
    const used = await browserOf('gus@mdm.example')
    const ask = async (jar: Jar, more: Record<string, string> = {}) =>
      (await jar.fetch('/api/me', { headers: { 'sec-fetch-dest': 'empty', ...more } })).status
    const began = now
    for (let part = 1; part <= 5; part++) {
      now = began + part * 30 * 60_000
      expect([await ask(left), await ask(used, { 'x-accord-here': '1' })], `${part}`).toEqual([
        part < 4 ? 200 : 401,
        200,
      ])
    }
  })

  it('[AUTH10] a change of password needs the present one, takes none that is short, and ends every other session', async () => {
    now = Date.now()
    await server.person('fay@mdm.example')
    const desk = await browserOf('fay@mdm.example')
    const other = await browserOf('fay@mdm.example')
    const change = (current: string, password: string) => desk.post('/api/account/password', { current, password })
    expect(await change('wrong', 'a completely new one')).toMatchObject({ status: 403 })
    for (const bad of ['short', 'x'.repeat(1_025), 'aaaaaaaaaaaaaaaaaaaa', 'FAY@mdm.example']) {
      expect((await change(PASSWORD, bad)).body).toMatchObject({ error: { code: 'password-refused' } })
    }
    const copy = desk.cookie
    expect(await change(PASSWORD, 'a completely new one')).toMatchObject({ status: 200 })
    expect([await desk.signedIn(), await other.signedIn()]).toEqual([true, false])
    expect((await fetch(`${server.url}/api/me`, { headers: { cookie: copy } })).status, 'the old id').toBe(401)
    const again = new Jar(server.url)
    expect(await again.signIn('fay@mdm.example', PASSWORD)).toBe('wrong-credentials')
    expect(await again.signIn('fay@mdm.example', 'a completely new one')).toBeUndefined()
  })
})
