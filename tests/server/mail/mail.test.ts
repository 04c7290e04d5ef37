import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '@/server/log'
import { startMailer } from '@/server/mail/mailer'
import { unsubscribeToken } from '@/server/mail/unsubscribe'
import { runtime as currentRuntime } from '@/server/runtime'
import { mailBegan, mailHeads, mailWishes, outbox, people } from '@/server/store/schema'
import { type MailServer, startMailServer } from '../../support/smtp'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let post: MailServer
let server: TestServer
let mia: TestPerson
let hana: TestPerson
let rita: TestPerson
let caseId: string
const logged: string[] = []

beforeAll(async () => {
  post = await startMailServer()
  const log = createLog(
    'debug',
    () => new Date().toISOString(),
    (line) => void logged.push(line),
  )
  server = await startServer({ env: { SMTP_URL: post.url }, mailPace: { tickMs: 3_600_000, firstRetryMs: 0 }, log })
  mia = await server.person('mia@mdm.example', { name: 'Mia', organisation: 'Pumps', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { name: 'Hana', organisation: 'Clinic', side: 'hdo' })
  rita = await server.person('rita@hdo.example', { name: 'Rita', organisation: 'Clinic', side: 'hdo' })
  caseId = await server.newCase(mia, { template: 'iec-80001-2-9', title: 'Pump <b>in</b> wards' })
  for (const person of [hana, rita]) {
    const rights = ['read', 'comment', 'edit', 'approve']
    const answer = await mia.post(`/api/cases/${caseId}/participants`, { email: person.email, side: 'hdo', rights })
    expect(answer.status).toBe(200)
  }
}, 120_000)
afterAll(async () => {
  await server.close()
  await post.close()
})
beforeEach(async () => {
  await flush()
  post.mails.length = 0
  post.asked.length = 0
})

const flush = () => server.runtime.mail?.flush() ?? currentRuntime().mail?.flush()
async function say(who: TestPerson, path: string, body: unknown) {
  const answer = await who.post(`/api/cases/${caseId}/threads${path}`, body)
  expect([200, 201], await answer.clone().text()).toContain(answer.status)
  return (await answer.json()) as { id: string }
}
const comment = (who: TestPerson, named: TestPerson, text: string, audience = 'all') =>
  say(who, '', { element: 'C1', audience, text: `@${named.name} ${text}`, mentions: [named.id] })
const to = (person: TestPerson) => post.mails.filter(({ receiver }) => receiver === person.email)
const header = (mail: (typeof post.mails)[number] | undefined, key: string) =>
  mail?.headers.find((each) => each.key === key)?.value

describe('instant mail', () => {
  it('[MAI1] [MAI5] tells who is named what to do, once, in plain text and HTML that runs nobody’s markup', async () => {
    await comment(mia, hana, '<script>alert(1)</script>\nbear with us')
    await flush()
    await flush()
    expect(post.mails.map(({ receiver }) => receiver)).toEqual([hana.email])
    const [mail] = to(hana)
    expect(mail?.subject).toBe('Answer Mia about C1 (Pump <b>in</b> wards)')
    expect(mail?.from?.address).toBe('accord@mdm.example')
    expect(mail?.text).toContain('<script>alert(1)</script>')
    expect(mail?.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(mail?.html).not.toMatch(/<script|<b>/)
    expect(mail?.text).toContain(`${server.url}/cases/${caseId}?element=C1&tab=review&thread=`)
    expect(header(mail, 'auto-submitted')).toBe('auto-generated')
  })

  it('[MAI1] writes to people who are brought into a case and who are given something, never about one’s own doing', async () => {
    const otto = await server.person('otto@mdm.example', {
      name: 'Otto\r\nBcc: evil@example.org',
      organisation: 'Pumps',
    })
    const part = { email: otto.email, side: 'mdm', rights: ['read', 'comment'] }
    await mia.post(`/api/cases/${caseId}/participants`, part)
    await mia.post(`/api/cases/${caseId}/participants`, { ...part, rights: ['read', 'comment', 'edit'] })
    const { id } = await say(mia, '', { element: 'C1', audience: 'all', text: 'Who takes it?' })
    await say(mia, `/${id}/assign`, { person: otto.id, due: '2027-02-15' })
    await comment(mia, mia, 'note to myself')
    await flush()
    expect(to(otto).map(({ subject }) => subject)).toEqual([
      'Mia brought you into "Pump <b>in</b> wards"',
      'Take care of a comment on C1, given to you by Mia (Pump <b>in</b> wards)',
    ])
    expect(to(otto)[1]?.text).toContain('It is due on 2027-02-15.')
    expect(post.asked.every((address) => address === otto.email)).toBe(true)
    expect(to(otto)[0]?.bcc).toBeUndefined()
  })

  it('[MAI7] writes about one side’s words to that side only, and to nobody who has gone in the meantime', async () => {
    await comment(hana, rita, 'our pharmacy cannot', 'side')
    await flush()
    expect(post.mails.map(({ receiver }) => receiver)).toEqual([rita.email])
    expect(to(rita)[0]?.text).toContain('our pharmacy cannot')

    // Rita changes sides, or leaves, before a mail about the hospital's own words goes out.
    const gone = async (change: () => Promise<unknown>, text: string) => {
      post.mails.length = 0
      post.refused.set(rita.email, 451)
      await comment(hana, rita, text, 'side')
      await flush()
      await change()
      post.refused.delete(rita.email)
      await flush()
      expect(post.mails).toEqual([])
    }
    await gone(() => server.seat(caseId, rita, 'mdm', ['read', 'comment']), 'said among us')
    await server.seat(caseId, rita, 'hdo', ['read', 'comment'])
    await flush()
    post.mails.length = 0
    await gone(() => server.seat(caseId, rita, 'hdo', ['comment']), 'not to be read')
    await server.seat(caseId, rita, 'hdo', ['read', 'comment'])
    await gone(() => server.runtime.db.update(people).set({ disabled: true }).where(eq(people.id, rita.id)), 'too late')
    await server.runtime.db.update(people).set({ disabled: false }).where(eq(people.id, rita.id))
  })

  it('[MAI7] does not write about what is answered or taken back before it is sent', async () => {
    post.refused.set(hana.email, 451)
    const { id } = await comment(mia, hana, 'still open?')
    const other = await comment(mia, hana, 'said by mistake')
    await flush()
    await say(hana, `/${id}/replies`, { text: 'Yes.' })
    await say(mia, `/${other.id}/remove`, {})
    post.refused.delete(hana.email)
    await flush()
    expect(post.mails).toEqual([])
  })

  it('[MAI1] names somebody anew in an edit, and says nothing again to who was named before', async () => {
    const { id } = await comment(mia, hana, 'first')
    await flush()
    await say(mia, `/${id}/edit`, { text: '@Hana @Rita second', mentions: [hana.id, rita.id] })
    await flush()
    expect(post.mails.map(({ receiver }) => receiver)).toEqual([hana.email, rita.email])
  })
})

describe('a mail server that fails', () => {
  it('[MAI2] is asked again while it is down, and the mail arrives once when it is back', async () => {
    const { port } = post
    await post.close()
    await comment(mia, hana, 'while you were away')
    await flush()
    await flush()
    const [row] = await server.runtime.db.select().from(outbox).where(eq(outbox.state, 'waiting'))
    expect(row?.attempts).toBeGreaterThanOrEqual(2)
    const back = await startMailServer(port)
    post = back
    await flush()
    await flush()
    expect(to(hana).map(({ text }) => text?.includes('while you were away'))).toEqual([true])
  })

  it('[MAI2] gives up at once on a receiver it refuses for good, and writes to the others', async () => {
    post.refused.set(hana.email, 550)
    logged.length = 0
    await say(mia, '', { element: 'C1', audience: 'all', text: '@Hana @Rita both', mentions: [hana.id, rita.id] })
    await flush()
    await flush()
    expect(post.asked.filter((address) => address === hana.email)).toHaveLength(1)
    expect(to(rita)).toHaveLength(1)
    const log = logged.join('')
    expect(log).toContain('mail.given-up')
    // Nothing personal in any line: no address, no name, no words.
    for (const personal of [hana.email, rita.email, 'Hana', 'Rita', 'both', 'Pump']) expect(log).not.toContain(personal)
    post.refused.delete(hana.email)
  })

  it('[MAI2] tries for days what it is put off with, and then gives up', async () => {
    post.refused.set(hana.email, 451)
    await comment(mia, hana, 'busy')
    await flush()
    const longAgo = new Date(Date.now() - 4 * 86_400_000).toISOString()
    await server.runtime.db.update(outbox).set({ queuedAt: longAgo }).where(eq(outbox.state, 'waiting'))
    await flush()
    expect(await server.runtime.db.select().from(outbox).where(eq(outbox.state, 'waiting'))).toEqual([])
    post.refused.delete(hana.email)
    await flush()
    expect(post.mails).toEqual([])
  })

  it('[MAI1] neither loses nor doubles mail when its reading of the ledger is done again, by several at once', async () => {
    const { db } = server.runtime
    const others = [1, 2].map(() => startMailer(currentRuntime, post.url, { tickMs: 3_600_000 }))
    await comment(mia, hana, 'once only')
    await db.update(mailHeads).set({ seq: 0 })
    await Promise.all([...others.map((one) => one.flush()), flush()])
    for (const one of others) {
      one.hint(caseId)
      await one.flush()
      await one.close()
    }
    expect(post.mails.map(({ text }) => text?.includes('once only'))).toEqual([true])
  })

  it('[MAI1] is not flooded with what was said before the server had mail', async () => {
    const { db } = server.runtime
    await db.update(mailBegan).set({ at: new Date(Date.now() + 60_000).toISOString() })
    await db.delete(outbox)
    await db.delete(mailHeads)
    const fresh = startMailer(currentRuntime, post.url, { tickMs: 3_600_000 })
    await fresh.flush()
    await fresh.close()
    expect(post.mails).toEqual([])
    await db.update(mailBegan).set({ at: new Date(0).toISOString() })
  })
})

describe('the digest', () => {
  const due = () => {
    const now = new Date()
    return `${now.toISOString().slice(11, 14)}00`
  }

  it('[MAI3] [MAI4] comes once a day, tells what waits of the kinds chosen for it, and only when something waits', async () => {
    const { db } = server.runtime
    await db.update(people).set({ createdAt: new Date(0).toISOString() })
    const wish = await hana.post('/api/me/mail', { choices: { mention: 'digest' }, digestTime: due() })
    expect(await wish.json()).toMatchObject({ sends: true, choices: { mention: 'digest', assigned: 'instant' } })
    await comment(mia, hana, 'told tomorrow')
    await flush()
    // A server that has sent mail for longer than since this morning's digest.
    const daily = startMailer(currentRuntime, post.url, { tickMs: 3_600_000 })
    await daily.flush()
    await db.update(mailWishes).set({ digestDay: null })
    await daily.flush()
    await daily.flush()
    expect(post.mails.map(({ receiver }) => receiver)).toEqual([hana.email])
    expect(to(hana)[0]?.subject).toMatch(/waits? for you$/)
    expect(to(hana)[0]?.text).toContain('Answer Mia about C1.')
    expect(to(hana)[0]?.text).toContain(`${server.url}/inbox`)

    // Chosen otherwise, nothing of it waits for the digest.
    post.mails.length = 0
    await hana.post('/api/me/mail', { choices: { mention: 'off' } })
    await db.update(mailWishes).set({ digestDay: null })
    await db.delete(outbox)
    await daily.flush()
    await daily.close()
    expect(to(hana)).toEqual([])
    await hana.post('/api/me/mail', { choices: { mention: 'instant' } })
  })

  it('[MAI4] refuses wishes that are none, and shows mine to nobody else', async () => {
    expect((await hana.post('/api/me/mail', { choices: { invitation: 'digest' } })).status).toBe(422)
    expect((await hana.post('/api/me/mail', { choices: { gossip: 'instant' } })).status).toBe(422)
    expect((await hana.post('/api/me/mail', { digestTime: '24:00' })).status).toBe(422)
    expect((await server.fetch('/api/me/mail')).status).toBe(401)
  })
})

describe('unsubscribing', () => {
  it('[MAI6] ends one kind by one click without a session, as RFC 8058 says, and never by looking', async () => {
    await comment(mia, hana, 'mail with a way out')
    await flush()
    const [mail] = to(hana)
    expect(header(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    const link = /^<(.+)>$/.exec(header(mail, 'list-unsubscribe') ?? '')?.[1] ?? ''
    expect(link.startsWith(`${server.url}/api/mail/unsubscribe?token=`)).toBe(true)
    expect(mail?.text).toContain(link)

    const path = link.slice(server.url.length)
    const looked = await server.fetch(path)
    expect(looked.status).toBe(303)
    expect(looked.headers.get('location')).toMatch(/\/mail\/unsubscribe\?token=/)
    const wishes = async () => ((await (await hana.get('/api/me/mail')).json()) as { choices: object }).choices
    expect(await wishes()).toMatchObject({ mention: 'instant' })

    const clicked = await server.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(clicked.status).toBe(200)
    expect(await wishes()).toMatchObject({ mention: 'off', assigned: 'instant', proposal: 'instant' })
    post.mails.length = 0
    await comment(mia, hana, 'not by mail')
    await flush()
    expect(post.mails).toEqual([])
    await hana.post('/api/me/mail', { choices: { mention: 'instant' } })
  })

  it('[MAI6] does nothing for a link that somebody else made or changed', async () => {
    const good = unsubscribeToken(server.runtime.authSecret, { person: hana.id, kind: 'mention' })
    const forged = unsubscribeToken('another secret that is long enough', { person: hana.id, kind: 'mention' })
    const [what, seal] = good.split('.')
    const other = Buffer.from(`${mia.id} mention`).toString('base64url')
    for (const token of ['', 'x', forged, `${other}.${seal}`, `${what}.${seal?.slice(1)}`, `${good}x`]) {
      const answer = await server.fetch(`/api/mail/unsubscribe?token=${encodeURIComponent(token)}`, { method: 'POST' })
      expect(answer.status, token).toBe(400)
    }
    expect((await (await hana.get('/api/me/mail')).json()) as object).toMatchObject({ choices: { mention: 'instant' } })
  })
})
