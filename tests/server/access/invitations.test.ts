import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { invitations, people } from '@/server/store/schema'
import { type MailServer, startMailServer } from '../../support/smtp'
import { signIn, startServer, type TestPerson, type TestServer } from '../../support/startServer'
import { until } from '../../support/sync-house'

const ALL = ['comment', 'edit', 'approve', 'propose', 'sign', 'administer']
const PASSWORD = 'a password of the newcomer'
let server: TestServer
let mail: MailServer
let mara: TestPerson
let hana: TestPerson
let caseId: string
let now = Date.parse('2026-11-22T10:00:00.000Z')

beforeAll(async () => {
  mail = await startMailServer()
  server = await startServer({ env: { SMTP_URL: mail.url }, clock: () => new Date(now++).toISOString() })
  mara = await server.person('mara@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { organisation: 'Clinic', side: 'hdo' })
  await administersHome(hana)
  caseId = await server.newCase(mara)
  await set(mara, { email: hana.email, side: 'hdo', rights: ALL })
}, 60_000)
afterAll(async () => {
  await server?.close()
  await mail?.close()
})

const administersHome = ({ id }: TestPerson) =>
  server.runtime.db.update(people).set({ administersHome: true }).where(eq(people.id, id))
const path = (rest = '') => `/api/cases/${caseId}/invitations${rest}`
async function said(response: Response | Promise<Response>): Promise<{ status: number; code?: string } & Made> {
  const answer = await response
  const body = (await answer.json()) as Made & { error?: { code: string; message: string } }
  if (body.error !== undefined && answer.status !== 422) expect(body.error.message).toMatch(/^[A-Z].*\.$/)
  return { status: answer.status, ...body, ...(body.error === undefined ? {} : { code: body.error.code }) }
}
interface Made {
  id?: string
  url?: string
  path?: string
  invitations?: { id: string; state: string; email?: string }[]
}
const set = async (by: TestPerson, body: object) => said(by.post(`/api/cases/${caseId}/participants`, body))
const invite = (by: TestPerson, body: object = {}) =>
  said(by.post(path(), { side: 'hdo', rights: ['comment', 'edit'], ...body }))
const tokenOf = ({ url = '' }: Made) => url.split('/invite/')[1] ?? ''
const accept = (who: TestPerson, token: string) => said(who.post('/api/invitations/accept', { token }))
const join = (body: object, origin = server.url) =>
  said(
    server.fetch('/api/invitations/join', {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Nora Newcomer', email: 'nora@new.example', password: PASSWORD, ...body }),
    }),
  )
const ledger = async () => {
  const { entries } = (await (await mara.get(`/api/cases/${caseId}/ledger`)).json()) as {
    entries: { kind: string; actor: { id: string }; body: Record<string, unknown> }[]
  }
  return entries
}

describe('an invitation by link', () => {
  it('[INV1] is told once, kept as a digest, and stands in the history without the address that it is bound to', async () => {
    const made = await invite(hana, { email: 'Nora@New.example' })
    expect(made.status).toBe(201)
    const token = tokenOf(made)
    expect(token).toMatch(/^[\w-]{43}$/)
    const rows = await server.runtime.db.select().from(invitations)
    expect(JSON.stringify(rows)).not.toContain(token)
    const listed = await said(hana.get(path()))
    expect(listed.invitations).toMatchObject([{ id: made.id, state: 'open', email: 'nora@new.example' }])
    expect(JSON.stringify(listed)).not.toContain(token)
    const entries = JSON.stringify(await ledger())
    expect(entries).toContain('invitation.made')
    expect(entries).not.toContain('nora@new.example')
    expect((await said(mara.get(path()))).invitations).toEqual([])
    // Asked for once more with the same key it is another invitation, not the same answer again.
    const key = { 'idempotency-key': 'k1' }
    const [one, two] = [await hana.post(path(), { rights: [] }, key), await hana.post(path(), { rights: [] }, key)]
    expect(tokenOf((await one.json()) as Made)).not.toBe(tokenOf((await two.json()) as Made))
  })

  it('[INV6] lets a newcomer make an account and come in with it, both or neither', async () => {
    const token = tokenOf(await invite(hana, { email: 'nora@new.example' }))
    const { db } = server.runtime
    const accounts = async () => (await db.select().from(people)).length
    const before = await accounts()
    expect(await join({ token, password: 'short' })).toMatchObject({ status: 422, code: 'invalid' })
    expect(await join({ token, name: ' ' })).toMatchObject({ status: 422, code: 'invalid' })
    expect(await join({ token, email: 'else@new.example' })).toMatchObject({ code: 'invitation-for-another' })
    expect(await join({ token }, 'https://evil.example')).toMatchObject({ status: 403, code: 'wrong-origin' })
    expect(await join({ token, administer: true })).toMatchObject({ status: 422 })
    expect(await accounts()).toBe(before)
    expect(await join({ token })).toMatchObject({ status: 201, path: `/cases/${caseId}` })
    expect(await signIn(server.url, 'nora@new.example', PASSWORD)).toBeDefined()
    const [nora] = await db.select().from(people).where(eq(people.email, 'nora@new.example'))
    // Hana administers the clinic, so whoever she lets in belongs to it.
    expect(nora).toMatchObject({ emailProven: false, administersHome: false })
    const [home] = await db.select().from(people).where(eq(people.id, hana.id))
    expect(nora?.organisationId).toBe(home?.organisationId)
    expect((await ledger()).at(-1)).toMatchObject({
      kind: 'participant.set',
      actor: { id: nora?.id },
      body: { person: nora?.id, side: 'hdo', rights: ['read', 'comment', 'edit'], invitation: expect.any(String) },
    })
    expect(await join({ token, email: 'other@new.example' })).toMatchObject({ status: 409, code: 'invitation-used' })
    const again = tokenOf(await invite(hana))
    expect(await join({ token: again })).toMatchObject({ status: 409, code: 'account-exists' })
  })

  it('[INV2] lets in one of two who use it at the same moment', async () => {
    const ben = await server.person('ben@hdo.example')
    const cara = await server.person('cara@hdo.example')
    const token = tokenOf(await invite(hana))
    const both = await Promise.all([accept(ben, token), accept(cara, token), join({ token, email: 'dan@hdo.example' })])
    expect(both.filter(({ status }) => status < 300)).toHaveLength(1)
    expect(both.filter(({ code }) => code === 'invitation-used')).toHaveLength(2)
    // Who came in and asks again is told where to go, and nothing is done twice.
    const [winner] = [ben, cara].filter((_, index) => (both[index]?.status ?? 0) < 300)
    if (winner !== undefined)
      expect(await accept(winner, token)).toMatchObject({ status: 200, path: `/cases/${caseId}` })
  })

  it('[INV3] says plainly that it was taken back, ran out, is unknown, or is for somebody else', async () => {
    const eve = await server.person('eve@hdo.example')
    const bound = await invite(hana, { email: 'frank@hdo.example' })
    expect(await accept(eve, tokenOf(bound))).toMatchObject({ status: 403, code: 'invitation-for-another' })
    const taken = await invite(hana)
    expect((await said(hana.post(path(`/${taken.id}/revoke`), {}))).status).toBe(200)
    expect(await accept(eve, tokenOf(taken))).toMatchObject({ status: 409, code: 'invitation-revoked' })
    const old = await invite(hana, { days: 1 })
    now += 86_400_000
    expect(await accept(eve, tokenOf(old))).toMatchObject({ status: 409, code: 'invitation-expired' })
    for (const token of ['', 'x', 'a'.repeat(43), "' or 1=1 --", '../../etc/passwd', 'a'.repeat(200)]) {
      const answer = await accept(eve, token)
      expect([404, 422]).toContain(answer.status)
    }
    expect(await said(hana.post(path('/absent/revoke'), {}))).toMatchObject({ code: 'invitation-not-found' })
    const seated = await invite(hana)
    expect(await accept(hana, tokenOf(seated))).toMatchObject({ code: 'takes-part-already' })
    expect(await said(hana.get(path()))).toMatchObject({
      invitations: expect.arrayContaining([expect.objectContaining({ id: seated.id, state: 'open' })]),
    })
  })

  it('[INV4] is refused to who does not administer the side, and for more than they may do', async () => {
    const ivan = await server.person('ivan@hdo.example')
    await server.seat(caseId, ivan, 'hdo', ['read', 'administer', 'comment'])
    expect(await invite(ivan, { rights: ['comment'] })).toMatchObject({ status: 201 })
    expect(await invite(ivan, { rights: ['sign'] })).toMatchObject({ status: 403, code: 'not-allowed' })
    expect(await invite(mara, {})).toMatchObject({ status: 403, code: 'not-allowed' })
    expect(await invite(mara, { side: null, rights: [] })).toMatchObject({ status: 201 })
    expect(await invite(mara, { side: null, rights: ['sign'] })).toMatchObject({ status: 403 })
    const theirs = await invite(hana)
    expect(await said(mara.post(path(`/${theirs.id}/revoke`), {}))).toMatchObject({ status: 403, code: 'not-allowed' })
    const wrong = await server.person('wanda@mdm.example', { organisation: 'Pumps', side: 'mdm' })
    expect(await accept(wrong, tokenOf(theirs))).toMatchObject({ status: 403, code: 'wrong-side' })
  })

  it('[INV5] is void once who made it does not administer any more, or leaves', async () => {
    const [jo, kim] = [await server.person('jo@hdo.example'), await server.person('kim@hdo.example')]
    await server.seat(caseId, jo, 'hdo', ['read', 'administer', 'edit'])
    const first = await invite(jo, { rights: ['edit'] })
    await set(hana, { email: jo.email, side: 'hdo', rights: ['administer'] })
    expect(await accept(kim, tokenOf(first))).toMatchObject({ code: 'invitation-void' })
    const second = await invite(jo, { rights: [] })
    await set(hana, { email: jo.email, remove: true, rights: [] })
    expect(await accept(kim, tokenOf(second))).toMatchObject({ code: 'invitation-revoked' })
    const kinds = (await ledger()).slice(-3).map(({ kind }) => kind)
    expect(kinds).toEqual(['participant.removed', 'invitation.revoked', 'invitation.revoked'])
  })

  it('[INV6] does not make an address that nobody has proven good enough to be seated by name', async () => {
    const token = tokenOf(await said(mara.post(path(), { rights: [] })))
    await join({ token, email: 'chief@elsewhere.example' })
    const id = await server.newCase(mara)
    const named = await said(
      mara.post(`/api/cases/${id}/participants`, { email: 'chief@elsewhere.example', side: 'hdo', rights: ['sign'] }),
    )
    expect(named.code).toBe('address-not-proven')
  })
})

describe('an invitation by mail', () => {
  it('[INV1] [INV6] reaches somebody without an account, and proves their address', async () => {
    const made = await invite(hana, { way: 'mail', email: 'olga@new.example' })
    expect(made.url).toBeUndefined()
    await until(() => mail.mails.some(({ receiver }) => receiver === 'olga@new.example'))
    const letter = mail.mails.find(({ receiver }) => receiver === 'olga@new.example')
    const [, token = ''] = /\/invite\/([\w-]{43})/.exec(letter?.text ?? '') ?? []
    expect(letter?.html).toContain(token)
    expect(letter?.subject).toContain('hana invites you into')
    expect(JSON.stringify(letter?.headers)).not.toContain('list-unsubscribe')
    expect(await join({ token, email: 'olga@new.example', name: '<script>Olga</script>' })).toMatchObject({
      status: 201,
    })
    const [olga] = await server.runtime.db.select().from(people).where(eq(people.email, 'olga@new.example'))
    expect(olga?.emailProven).toBe(true)
    expect(await invite(hana, { way: 'mail' })).toMatchObject({ status: 422, code: 'invalid' })
  })

  it('[INV1] is not sent any more once it was taken back', async () => {
    mail.refused.set('late@new.example', 451)
    const made = await invite(hana, { way: 'mail', email: 'late@new.example' })
    await until(() => mail.asked.includes('late@new.example'))
    await hana.post(path(`/${made.id}/revoke`), {})
    mail.refused.delete('late@new.example')
    now += 3_600_000
    await server.runtime.mail?.flush()
    expect(mail.mails.filter(({ receiver }) => receiver === 'late@new.example')).toEqual([])
  })
})

describe('leaving and being taken out', () => {
  it('[ACC8] leaves a side its administrator when two take each other out at the same moment', async () => {
    const lea = await server.person('lea@hdo.example')
    const id = await server.newCase(mara)
    await server.seat(id, lea, 'hdo', ['read', 'administer'])
    await server.seat(id, hana, 'hdo', ['read', 'administer'])
    const remove = (by: TestPerson, { email }: TestPerson) =>
      said(by.post(`/api/cases/${id}/participants`, { email, remove: true, rights: [] }))
    const [a, b] = await Promise.all([remove(hana, lea), remove(lea, hana)])
    expect([a.status, b.status].sort()).toEqual([200, 403])
    const winner = a.status === 200 ? hana : lea
    expect(await remove(winner, winner)).toMatchObject({ status: 422, code: 'last-administrator' })
    expect(await said(winner.post(`/api/cases/${id}/leave`, {}))).toMatchObject({ code: 'last-administrator' })
  })

  it('[ACC11] lets nobody who stood on one side come to the other, by name or by invitation', async () => {
    const pia = await server.person('pia@somewhere.example')
    await server.seat(caseId, pia, undefined, ['read'])
    await set(hana, { email: pia.email, side: 'hdo', rights: [] })
    expect(await said(pia.post(`/api/cases/${caseId}/leave`, {}))).toMatchObject({ status: 200 })
    expect(await set(mara, { email: pia.email, side: 'mdm', rights: [] })).toMatchObject({ code: 'side-fixed' })
    const token = tokenOf(await said(mara.post(path(), { side: 'mdm', rights: [] })))
    expect(await accept(pia, token)).toMatchObject({ code: 'side-fixed' })
  })

  it('[ACC12] hands on what somebody was to take care of, keeps their words, and cuts their socket', async () => {
    const [quin, rosa] = [await server.person('quin@hdo.example'), await server.person('rosa@hdo.example')]
    for (const one of [quin, rosa]) await server.seat(caseId, one, 'hdo', ['read', 'comment'])
    await set(hana, { email: quin.email, side: 'hdo', rights: ['comment'] })
    await set(hana, { email: rosa.email, side: 'hdo', rights: ['comment'] })
    const threads = `/api/cases/${caseId}/threads`
    const command = { command: 'add-element', args: { kind: 'goal', statement: 'The pump is safe enough' } }
    await hana.post(`/api/cases/${caseId}/commands`, command)
    const graph = (await (await hana.get(`/api/cases/${caseId}/graph`)).json()) as { elements: { id: string }[] }
    const opened = (await (
      await quin.post(threads, {
        element: graph.elements[0]?.id,
        audience: 'side',
        text: 'Who looks at this?',
      })
    ).json()) as { id: string }
    expect(opened.id, JSON.stringify(opened)).toBeDefined()
    await hana.post(`${threads}/${opened.id}/assign`, { person: quin.id })
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/sync/c/${caseId}`, {
      headers: { cookie: quin.cookie, origin: server.url },
    })
    let closed = 0
    socket.on('close', (code) => {
      closed = code
    })
    socket.on('error', () => {})
    await until(() => socket.readyState === socket.OPEN)
    expect(await set(hana, { email: quin.email, remove: true, rights: [], handTo: rosa.id })).toMatchObject({
      status: 200,
    })
    await until(() => closed !== 0)
    expect(closed).toBe(4403)
    const { entries } = (await (await hana.get(`/api/cases/${caseId}/ledger`)).json()) as {
      entries: { kind: string; chain: string; actor: { id: string }; body: { person?: string; thread?: string } }[]
    }
    const about = entries.filter(({ body }) => body.thread === opened.id)
    expect(about[0]).toMatchObject({ kind: 'thread.opened', chain: 'hdo', actor: { id: quin.id } })
    expect(about.at(-1)).toMatchObject({ kind: 'thread.assigned', body: { person: rosa.id } })
    expect((await quin.get(`/api/cases/${caseId}`)).status).toBe(404)
  })
})
