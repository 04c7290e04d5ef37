import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { passwordResets, people } from '@/server/store/schema'
import { Jar } from '../../support/jar'
import { type MailServer, startMailServer } from '../../support/smtp'
import { PASSWORD, startServer, type TestServer } from '../../support/startServer'

let mail: MailServer
let server: TestServer
let now = Date.now()
beforeAll(async () => {
  mail = await startMailServer()
  server = await startServer({ env: { SMTP_URL: mail.url }, clock: () => new Date(now++).toISOString() })
})
afterAll(async () => {
  await server?.close()
  await mail?.close()
})

const NEW = 'a wholly new password'

async function linkFor(email: string): Promise<string> {
  now += 3 * 60_000
  const asked = await new Jar(server.url).post('/api/password-reset', { email })
  expect(asked).toEqual({ status: 200, body: { sent: true } })
  await server.runtime.mail?.flush()
  const letter = mail.mails
    .filter(({ receiver, subject }) => receiver === email && subject?.includes('password for'))
    .at(-1)
  return /new-password#([\w-]{43})/.exec(letter?.text ?? '')?.[1] ?? ''
}
const finish = (token: string, password = NEW) =>
  new Jar(server.url).post('/api/password-reset/finish', { token, password })

describe('a new password by mail', () => {
  it('[AUTH15] comes by a link that works once; sessions end and the person is told', async () => {
    const ada = await server.person('ada@mdm.example')
    const desk = new Jar(server.url)
    await desk.signIn(ada.email, PASSWORD)
    const token = await linkFor(' ADA@mdm.example ')
    expect(token).toBe('')
    const good = await linkFor(ada.email)
    expect(good).not.toBe('')
    const kept = await server.runtime.db.select().from(passwordResets)
    expect(JSON.stringify(kept)).not.toContain(good)
    expect(await desk.signedIn(), 'asking changes nothing').toBe(true)

    expect((await finish(good, 'short')).body).toMatchObject({ error: { code: 'password-refused' } })
    const [first, second] = await Promise.all([finish(good), finish(good)])
    expect([first.status, second.status].sort()).toEqual([200, 409])
    expect((await finish(good)).body).toMatchObject({ error: { code: 'reset-gone' } })
    expect(await desk.signedIn()).toBe(false)
    const again = new Jar(server.url)
    expect(await again.signIn(ada.email, PASSWORD)).toBe('wrong-credentials')
    expect(await again.signIn(ada.email, NEW)).toBeUndefined()
    await server.runtime.mail?.flush()
    const told = mail.mails.filter(({ receiver }) => receiver === ada.email).map(({ subject }) => subject)
    expect(told.at(-1)).toContain('chose a new password')
  })

  it('[AUTH15] the answer is the same whoever asks, and strangers and the closed get no mail', async () => {
    const gone = await server.person('gone@mdm.example')
    await server.runtime.db.update(people).set({ disabled: true }).where(eq(people.id, gone.id))
    expect(await linkFor('gone@mdm.example')).toBe('')
    expect(await linkFor('nobody@elsewhere.example')).toBe('')
    expect(mail.asked).not.toContain('nobody@elsewhere.example')
  })

  it('[AUTH15] runs out after half an hour, ends with the next link, and with a change of the password', async () => {
    const bo = await server.person('bo@mdm.example')
    const old = await linkFor(bo.email)
    const newer = await linkFor(bo.email)
    expect((await finish(old)).status).toBe(409)
    now += 30 * 60_000 + 1
    expect((await finish(newer)).status).toBe(409)
    const third = await linkFor(bo.email)
    expect((await bo.post('/api/account/password', { current: PASSWORD, password: NEW })).status).toBe(200)
    expect((await finish(third, 'somebody else chose this')).status).toBe(409)
    expect((await finish('A'.repeat(43))).status).toBe(409)
    expect((await finish('not even one')).status).toBe(422)
  })

  it('[AUTH15] one letter in two minutes, however often it is asked for', async () => {
    const cy = await server.person('cy@mdm.example')
    const jar = new Jar(server.url)
    const count = () => mail.mails.filter(({ receiver }) => receiver === cy.email).length
    now += 10 * 60_000 - (now % 120_000)
    for (let n = 0; n < 3; n++) await jar.post('/api/password-reset', { email: cy.email })
    await server.runtime.mail?.flush()
    expect(count()).toBeLessThanOrEqual(1)
  })

  it('[AUTH15] without a mail server it says who can help', async () => {
    const plain = await startServer()
    const { status, body } = await new Jar(plain.url).post('/api/password-reset', { email: 'ada@mdm.example' })
    expect([status, (body.error as { message: string }).message]).toEqual([
      409,
      expect.stringContaining('administrator'),
    ])
  })
})
