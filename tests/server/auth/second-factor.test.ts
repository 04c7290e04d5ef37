import { eq } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAttempts } from '@/server/auth/attempts'
import { seal, unseal } from '@/server/auth/sealed'
import { backupCodes, codeApps, passkeys, people, signInKeys } from '@/server/store/schema'
import { Authenticator } from '../../support/authenticator'
import { Jar } from '../../support/jar'
import { PASSWORD, startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let now = Date.now()
beforeAll(async () => {
  server = await startServer({ clock: () => new Date(now++).toISOString() })
})
afterAll(() => server.close())

const codeOf = (secret: string, at = now) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: at, digits: 6, period: 30, algorithm: 'SHA1' })
const code = (outcome: { body: Record<string, unknown> }) => (outcome.body.error as { code?: string } | undefined)?.code

async function browserOf(person: TestPerson): Promise<Jar> {
  const jar = new Jar(server.url)
  expect(await jar.signIn(person.email, PASSWORD)).toBeUndefined()
  return jar
}

/** Enrols an app and goes on to the next code. */
async function withApp(person: TestPerson) {
  const jar = await browserOf(person)
  const begun = await jar.post('/api/account/code-app', { password: PASSWORD })
  expect(begun.status).toBe(200)
  const secret = String(begun.body.secret)
  const confirmed = await jar.post('/api/account/code-app/confirm', { code: codeOf(secret) })
  expect(confirmed.status).toBe(200)
  now += 60_000
  return { jar, secret, backup: confirmed.body.backupCodes as string[], uri: String(begun.body.uri) }
}

describe('a code as second factor', () => {
  it('[AUTH11] is enrolled with the password and a first code; its secret is sealed in the store', async () => {
    const ada = await server.person('ada@mdm.example')
    const jar = await browserOf(ada)
    expect(code(await jar.post('/api/account/code-app', {}))).toBe('password-needed')
    expect(code(await jar.post('/api/account/code-app', { password: 'wrong' }))).toBe('wrong-password')
    const { body } = await jar.post('/api/account/code-app', { password: PASSWORD })
    expect(body.uri).toMatch(
      /^otpauth:\/\/totp\/Accord:ada%40mdm\.example\?issuer=Accord&secret=[A-Z2-7]{32}&algorithm=SHA1&digits=6&period=30$/,
    )
    // Not confirmed yet: it asks nobody for anything.
    expect(await new Jar(server.url).signIn(ada.email, PASSWORD)).toBeUndefined()
    expect(code(await jar.post('/api/account/code-app/confirm', { code: '000000' }))).toBe('wrong-code')
    const other = await browserOf(ada)
    const copy = jar.cookie
    const confirmed = await jar.post('/api/account/code-app/confirm', { code: codeOf(String(body.secret)) })
    expect(confirmed.body.backupCodes).toHaveLength(10)
    expect(await other.signedIn(), 'sessions without it end').toBe(false)
    expect((await fetch(`${server.url}/api/me`, { headers: { cookie: copy } })).status, 'a new id').toBe(401)
    expect(await jar.signedIn()).toBe(true)
    const [row] = await server.runtime.db.select().from(codeApps).where(eq(codeApps.personId, ada.id))
    expect(row?.secret).not.toContain(body.secret)
    expect(unseal(row?.secret ?? '', ada.id)).toBe(body.secret)
    expect(unseal(row?.secret ?? '', 'somebody-else')).toBeUndefined()
    expect(unseal(`A${seal('x', ada.id).slice(1)}`, ada.id)).toBeUndefined()
    const digests = await server.runtime.db.select().from(backupCodes).where(eq(backupCodes.personId, ada.id))
    for (const one of confirmed.body.backupCodes as string[]) expect(JSON.stringify(digests)).not.toContain(one)
  })

  it('[AUTH12] the password alone opens nothing; the right code does, once', async () => {
    const bo = await server.person('bo@mdm.example')
    const { secret } = await withApp(bo)
    const jar = new Jar(server.url)
    expect(await jar.signIn(bo.email, PASSWORD)).toBe('second-factor')
    expect([await jar.signedIn(), jar.cookieNamed('session-token')]).toEqual([false, undefined])
    expect(await (await jar.post('/api/sign-in/step')).body).toEqual({ app: true, backupCodes: true, key: null })
    expect(await jar.second({ code: '123456' })).toBe('wrong-code')
    const shown = codeOf(secret)
    expect(await jar.second({ code: `${shown.slice(0, 3)} ${shown.slice(3)}` })).toBeUndefined()
    expect(await jar.signedIn()).toBe(true)
    expect((await jar.get('/api/account').then((answer) => answer.json())) as object).toMatchObject({
      sessions: expect.arrayContaining([expect.objectContaining({ here: true, how: 'password+code' })]),
    })
    // The step is done and the code is used up: neither works again, nor one of the step before.
    expect(await jar.second({ code: shown })).toBe('step-expired')
    const replay = new Jar(server.url)
    await replay.signIn(bo.email, PASSWORD)
    expect(await replay.second({ code: shown })).toBe('wrong-code')
    expect(await replay.second({ code: codeOf(secret, now - 30_000) })).toBe('wrong-code')
    now += 30_000
    expect(await replay.second({ code: codeOf(secret, now + 30_000) }), 'a clock that is fast').toBeUndefined()
  })

  it('[AUTH12] takes five answers and ten minutes; then the password is asked again', async () => {
    const cy = await server.person('cy@mdm.example')
    const { secret } = await withApp(cy)
    const jar = new Jar(server.url)
    await jar.signIn(cy.email, PASSWORD)
    for (let n = 0; n < 5; n++) expect(await jar.second({ backup: `aaaaa-aaaa${n}` })).toBe('wrong-code')
    expect(await jar.second({ code: codeOf(secret) })).toBe('step-expired')
    await jar.signIn(cy.email, PASSWORD)
    // Each wrong one more makes the next wait longer, whatever browser it comes from.
    for (let n = 0; n < 9; n++) signInAttempts().codeFailed(`${cy.id} `)
    expect(await jar.second({ code: codeOf(secret) })).toBe('too-many-attempts')
    signInAttempts().codeSucceeded(`${cy.id} `)
    now += 10 * 60_000 + 1
    expect(await jar.second({ code: codeOf(secret) })).toBe('step-expired')
    // A step belongs to the browser that began it.
    await jar.signIn(cy.email, PASSWORD)
    expect(await new Jar(server.url).second({ code: codeOf(secret) })).toBe('step-expired')
    expect(await jar.second({ code: codeOf(secret), backup: 'x' }), 'two at once').toBe('wrong-code')
    expect(await jar.second({ code: codeOf(secret) })).toBeUndefined()
  })

  it('[AUTH3] who has stolen the password and tries codes does not shut the owner out of their own browser', async () => {
    const di = await server.person('di@mdm.example')
    const { jar: own, secret } = await withApp(di)
    await own.signOut()
    const thief = new Jar(server.url)
    for (let round = 0; round < 3; round++) {
      await thief.signIn(di.email, PASSWORD)
      for (let n = 0; n < 5; n++) await thief.second({ code: `00000${n}` })
    }
    await thief.signIn(di.email, PASSWORD)
    expect(await thief.second({ code: codeOf(secret) })).toBe('too-many-attempts')
    expect(await own.signIn(di.email, PASSWORD)).toBe('second-factor')
    expect(await own.second({ code: codeOf(secret) })).toBeUndefined()
  })

  it('[AUTH11] a backup code works once, however it is typed; new ones void the old', async () => {
    const eli = await server.person('eli@mdm.example')
    const { jar, backup } = await withApp(eli)
    const again = new Jar(server.url)
    await again.signIn(eli.email, PASSWORD)
    expect(await again.second({ backup: (backup[0] ?? '').toUpperCase().replace('-', ' ') })).toBeUndefined()
    const third = new Jar(server.url)
    await third.signIn(eli.email, PASSWORD)
    expect(await third.second({ backup: backup[0] ?? '' })).toBe('wrong-code')
    const fresh = await jar.post('/api/account/backup-codes', { password: PASSWORD })
    expect(fresh.body.backupCodes).toHaveLength(10)
    expect(await third.second({ backup: backup[1] ?? '' })).toBe('wrong-code')
    expect(await third.second({ backup: (fresh.body.backupCodes as string[])[3] ?? '' })).toBeUndefined()
    const told = (await (await third.get('/api/account')).json()) as { events: { kind: string }[] }
    expect(told.events.map(({ kind }) => kind)).toContain('backup-code-used')
  })

  it('[AUTH11] the same code twice at the same moment opens one session', async () => {
    const fay = await server.person('fay@mdm.example')
    const { secret } = await withApp(fay)
    const jars = await Promise.all(
      [1, 2, 3].map(async () => {
        const jar = new Jar(server.url)
        await jar.signIn(fay.email, PASSWORD)
        return jar
      }),
    )
    const shown = codeOf(secret)
    const said = await Promise.all(jars.map((jar) => jar.second({ code: shown })))
    expect(said.filter((one) => one === undefined)).toHaveLength(1)
  })
})

describe('a key as second factor', () => {
  async function withKey(person: TestPerson) {
    const jar = await browserOf(person)
    const options = await jar.post('/api/account/keys/options', { password: PASSWORD })
    expect(options.status).toBe(200)
    const key = new Authenticator(server.url)
    const made = await jar.post('/api/account/keys', {
      label: 'Blue stick',
      registration: key.register(options.body as never),
    })
    expect(made.status).toBe(200)
    return { jar, key, options: options.body, backup: made.body.backupCodes as string[] }
  }

  it('[AUTH13] is enrolled and asked with a challenge of that moment, and refused from elsewhere', async () => {
    const gil = await server.person('gil@mdm.example')
    const { key, backup } = await withKey(gil)
    expect(backup).toHaveLength(10)
    const jar = new Jar(server.url)
    expect(await jar.signIn(gil.email, PASSWORD)).toBe('second-factor')
    const asked = async () => (await jar.post('/api/sign-in/step')).body.key as { challenge: string; rpId: string }
    const first = await asked()
    const wrong = (bent: object) => jar.second({ key: JSON.stringify(key.assert(first, bent)) })
    expect(await wrong({ origin: 'http://evil.example' })).toBe('wrong-code')
    expect(await jar.second({ key: JSON.stringify(key.assert(first)) }), 'a challenge counts once').toBe('wrong-code')
    const second = await asked()
    expect(second.challenge).not.toBe(first.challenge)
    expect(await jar.second({ key: JSON.stringify(new Authenticator(server.url).assert(second)) })).toBe('wrong-code')
    expect(await jar.second({ key: JSON.stringify(key.assert(await asked())) })).toBeUndefined()
    const [row] = await server.runtime.db.select().from(signInKeys).where(eq(signInKeys.credential, key.id))
    expect([row?.usedAt === null, row?.counter]).toEqual([false, 4])
  })

  it('[AUTH13] is never a key that signs agreements, and the other way round', async () => {
    const hal = await server.person('hal@mdm.example')
    const { jar, key, options } = await withKey(hal)
    expect(await server.runtime.db.select().from(passkeys).where(eq(passkeys.credential, key.id))).toEqual([])
    const signing = await jar.post('/api/passkeys/options')
    // Another user handle, so that neither takes the other's place in the authenticator.
    expect((signing.body.user as { id: string }).id).not.toBe((options.user as { id: string }).id)
    // An enrolment that was begun for one purpose does not end in the other.
    const crossed = new Authenticator(server.url).register(signing.body as never)
    expect(code(await jar.post('/api/account/keys', { label: 'x', registration: crossed }))).toBe('enrolment-expired')
    const again = await jar.post('/api/account/keys/options', { password: PASSWORD })
    const back = new Authenticator(server.url).register(again.body as never)
    expect(code(await jar.post('/api/passkeys', { label: 'x', registration: back }))).toBe('enrolment-expired')
  })

  it('[AUTH13] is removed with the password; the last factor takes the backup codes along', async () => {
    const ida = await server.person('ida@mdm.example')
    const { jar, key } = await withKey(ida)
    const other = await server.person('other@mdm.example')
    expect((await other.post('/api/account/keys/remove', { credential: key.id, password: PASSWORD })).status).toBe(404)
    expect(code(await jar.post('/api/account/keys/remove', { credential: key.id }))).toBe('password-needed')
    expect((await jar.post('/api/account/keys/remove', { credential: key.id, password: PASSWORD })).status).toBe(200)
    expect(await jar.signedIn()).toBe(true)
    expect(await server.runtime.db.select().from(backupCodes).where(eq(backupCodes.personId, ida.id))).toEqual([])
    expect(await new Jar(server.url).signIn(ida.email, PASSWORD)).toBeUndefined()
  })
})

describe('what an organisation asks', () => {
  it('[AUTH14] of everybody a second factor: whoever has none is led to one and gets nowhere else', async () => {
    const { db } = server.runtime
    const home = { organisation: 'Strict Pumps', side: 'mdm' as const }
    const boss = await server.person('boss@strict.example', home)
    const hand = await server.person('hand@strict.example', home)
    await db.update(people).set({ administersHome: true }).where(eq(people.id, boss.id))
    const worker = await browserOf(hand)
    expect((await hand.get('/api/organisation/second-factor')).status).toBe(403)
    expect((await hand.post('/api/organisation/second-factor', { required: true })).status).toBe(403)
    expect(code(await (await browserOf(boss)).post('/api/organisation/second-factor', { required: true }))).toBe(
      'factor-first',
    )
    const { jar, secret } = await withApp(boss)
    expect((await jar.post('/api/organisation/second-factor', { required: true })).status).toBe(200)

    // Signed in already, and out at once; the way to enrol stays open.
    expect((await worker.get('/api/me')).status).toBe(401)
    expect((await worker.get('/api/cases')).status).toBe(401)
    expect(
      (await worker.post('/api/account/password', { current: PASSWORD, password: 'one long enough' })).status,
    ).toBe(401)
    expect((await worker.get('/api/account')).status).toBe(200)
    const begun = await worker.post('/api/account/code-app', { password: PASSWORD })
    await worker.post('/api/account/code-app/confirm', { code: codeOf(String(begun.body.secret)) })
    expect((await worker.get('/api/me')).status).toBe(200)
    void secret
  })

  it('[AUTH14] an administrator takes lost factors off a colleague: seen by both, and never for themselves or others', async () => {
    const { db } = server.runtime
    const home = { organisation: 'Clinic', side: 'hdo' as const }
    const boss = await server.person('boss@clinic.example', { ...home, name: 'Boss' })
    const kim = await server.person('kim@clinic.example', home)
    const far = await server.person('far@elsewhere.example', { organisation: 'Elsewhere', side: 'hdo' })
    await db.update(people).set({ administersHome: true }).where(eq(people.id, boss.id))
    const { jar } = await withApp(kim)
    const reset = (person: TestPerson, id: string, reason = 'Called back on the number in the directory') =>
      person.post(`/api/organisation/people/${id}/reset-factors`, { reason })
    const byHand = await jar.post(`/api/organisation/people/${boss.id}/reset-factors`, { reason: 'Mine' })
    expect(byHand.status).toBe(403)
    expect((await reset(boss, boss.id)).status).toBe(403)
    expect((await reset(boss, far.id)).status).toBe(404)
    expect((await reset(boss, kim.id, ' ')).status).toBe(422)
    const done = await reset(boss, kim.id)
    expect(done.status).toBe(200)
    expect(
      ((await done.json()) as { people: { id: string; lastReset: object }[] }).people.find(({ id }) => id === kim.id),
    ).toMatchObject({
      hasFactor: false,
      lastReset: { by: 'Boss', reason: expect.stringContaining('directory') },
    })
    expect(await jar.signedIn(), 'sessions end').toBe(false)
    const fresh = await browserOf(kim)
    const { events } = (await (await fresh.get('/api/account')).json()) as { events: object[] }
    expect(events).toContainEqual(expect.objectContaining({ kind: 'factors-reset', by: 'Boss', own: false }))
  })
})
