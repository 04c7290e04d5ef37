import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { OrganisationAnswer } from '@/server/commands/read-organisation'
import { organisations, people } from '@/server/store/schema'
import { AgreementCase, ALL } from '../../support/agreement-case'
import { PASSWORD, signIn, startServer, type TestPerson, type TestServer } from '../../support/startServer'
import { until } from '../../support/sync-house'

let server: TestServer
let mara: TestPerson
let hana: TestPerson
let it_: AgreementCase

beforeAll(async () => {
  server = await startServer()
  mara = await server.person('mara@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  hana = await colleague('hana', true)
  it_ = new AgreementCase(server, await server.newCase(mara), mara)
  await seat(hana, ALL)
}, 60_000)
afterAll(() => server?.close())

async function colleague(name: string, administers = false): Promise<TestPerson> {
  const person = await server.person(`${name}@hdo.example`, { name, organisation: 'Clinic', side: 'hdo' })
  await server.runtime.db.update(people).set({ administersHome: administers }).where(eq(people.id, person.id))
  return person
}
async function seat(who: TestPerson, rights: readonly string[], by = mara): Promise<void> {
  const said = await by.post(it_.api('/participants'), { email: who.email, side: 'hdo', rights })
  expect(said.status).toBe(200)
}
type Said = Partial<OrganisationAnswer> & { status: number; code?: string; url?: string; kept?: object[] }
async function said(response: Promise<Response>): Promise<Said> {
  const answer = await response
  const body = (await answer.json()) as Omit<Said, 'status'> & { error?: { code: string } }
  return { ...body, status: answer.status, ...(body.error === undefined ? {} : { code: body.error.code }) }
}
const act = (by: TestPerson, person: TestPerson, what: string, rest: object = {}) =>
  said(by.post('/api/organisation/people', { person: person.id, act: what, ...rest }))
const invite = async (by: TestPerson, body: object = {}) => {
  const made = await said(by.post('/api/organisation/invitations', body))
  return made.url?.split('/invite/')[1] ?? made.code ?? ''
}
const accept = (who: TestPerson, token: string) => said(who.post('/api/invitations/accept', { token }))

describe('an organisation', () => {
  it('[ORG1] shows its people to all of them, and its invitations to who administers it', async () => {
    const ben = await colleague('ben')
    const mine = await said(ben.get('/api/organisation'))
    expect(mine).toMatchObject({ name: 'Clinic', side: 'hdo', mayAdminister: false, invitations: [] })
    expect(mine.people?.map(({ name }) => name)).toEqual(['ben', 'hana'])
    await invite(hana, { email: 'new@hdo.example' })
    expect((await said(hana.get('/api/organisation'))).invitations).toMatchObject([{ state: 'open' }])
    expect(JSON.stringify(await said(ben.get('/api/organisation')))).not.toContain('new@hdo.example')
    const alone = await server.person('alone@else.example')
    expect(await said(alone.get('/api/organisation'))).toMatchObject({ status: 404, code: 'organisation-not-found' })
    for (const answer of [
      act(ben, hana, 'deactivate'),
      said(ben.get(`/api/organisation/people/${hana.id}`)),
      said(ben.post('/api/organisation/invitations', {})),
    ]) {
      expect(await answer).toMatchObject({ status: 403, code: 'not-allowed' })
    }
    // The people of another organisation are nobody here.
    expect(await act(hana, mara, 'deactivate')).toMatchObject({ status: 404, code: 'person-not-found' })
    expect(await said(hana.get(`/api/organisation/people/${mara.id}`))).toMatchObject({ code: 'person-not-found' })
  })

  it('[ORG1] lets in by invitation, once, and nobody who belongs to another', async () => {
    const token = await invite(hana, { administer: true })
    expect(await accept(mara, token)).toMatchObject({ status: 409, code: 'has-organisation' })
    const cleo = await server.person('cleo@somewhere.example')
    expect(await accept(cleo, token)).toMatchObject({ status: 200, path: '/organisation' })
    expect(await accept(cleo, token)).toMatchObject({ status: 200 })
    expect(await said(cleo.get('/api/organisation'))).toMatchObject({ name: 'Clinic', mayAdminister: true })
    const late = await invite(hana)
    await act(cleo, hana, 'dismiss')
    const dora = await server.person('dora@somewhere.example')
    expect((await accept(dora, late)).code).toMatch(/invitation-(void|revoked)/)
    await act(cleo, hana, 'appoint')
    expect(await act(hana, cleo, 'dismiss')).toMatchObject({ status: 200 })
  })

  it('[ORG1] keeps an administrator when two dismiss each other at the same moment', async () => {
    const eli = await colleague('eli', true)
    const both = await Promise.all([act(hana, eli, 'dismiss'), act(eli, hana, 'dismiss')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403])
    const left = both[0]?.status === 200 ? hana : eli
    expect(await act(left, left, 'dismiss')).toMatchObject({ status: 422, code: 'last-administrator' })
    expect(await act(left, left, 'deactivate')).toMatchObject({ status: 422, code: 'last-administrator' })
    await act(left, hana, 'appoint')
    expect(await act(hana, hana, 'deactivate')).toMatchObject(
      left === hana ? { code: 'last-administrator' } : { code: 'own-account' },
    )
  })
})

describe('somebody who leaves the organisation', () => {
  it('[ORG2] gets nothing from that moment: pages, sockets, keys, seats; what is open is handed on', async () => {
    const fred = await colleague('fred')
    const gwen = await colleague('gwen')
    await seat(fred, ['comment', 'sign', 'administer'], hana)
    await seat(gwen, ['comment'], hana)
    await it_.edit('The pump is safe enough')
    const { key } = await it_.enrol(fred)
    await it_.check(hana, key.id)
    const graph = await it_.get<{ elements: { id: string }[] }>(hana, it_.api('/graph'))
    const opened = await it_.post(hana, it_.api('/threads'), {
      element: graph.elements[0]?.id,
      audience: 'side',
      text: 'Who looks at this?',
    })
    const thread = String(opened.body.id)
    await it_.post(hana, it_.api(`/threads/${thread}/assign`), { person: fred.id })
    const invited = await said(fred.post(it_.api('/invitations'), { side: 'hdo', rights: ['comment'] }))
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/sync/c/${it_.id}`, {
      headers: { cookie: fred.cookie, origin: server.url },
    })
    let closed = 0
    socket.on('close', (code) => {
      closed = code
    })
    socket.on('error', () => {})
    await until(() => socket.readyState === socket.OPEN)

    const before = (await (await hana.get(`/api/organisation/people/${fred.id}`)).json()) as {
      open: { id: string; assignments: number; lastAdministrator: boolean }[]
    }
    expect(before.open).toMatchObject([{ id: it_.id, assignments: 1, lastAdministrator: false }])

    expect(await act(hana, fred, 'deactivate', { handTo: gwen.id })).toMatchObject({ status: 200, kept: [] })
    await until(() => closed !== 0)
    expect((await fred.get('/api/me')).status).toBe(401)
    expect(await signIn(server.url, fred.email, PASSWORD)).toBeUndefined()
    const history = await it_.history(hana)
    const tail = history.slice(-3).map(({ kind }) => kind)
    expect(history.find(({ kind }) => kind === 'passkey.revoked')?.body).toMatchObject({
      person: fred.id,
      reason: 'Its owner has left the organisation.',
    })
    expect(tail).toContain('participant.removed')
    expect(history.findLast(({ kind }) => kind === 'participant.removed')).toMatchObject({
      actor: { id: hana.id },
      body: { person: fred.id, why: 'organisation' },
    })
    const { entries } = await it_.get<{ entries: { kind: string; body: { thread?: string; person?: string } }[] }>(
      hana,
      it_.api('/ledger'),
    )
    expect(entries.findLast(({ body }) => body.thread === thread)?.body.person).toBe(gwen.id)
    const someone = await server.person('someone@hdo.example')
    expect((await accept(someone, invited.url?.split('/invite/')[1] ?? '')).code).toBe('invitation-revoked')
    // Named in a case again by mistake: the account stays closed.
    const named = await hana.post(it_.api('/participants'), { email: fred.email, side: 'hdo', rights: ['sign'] })
    expect(((await named.json()) as { error: { code: string } }).error.code).toBe('account-closed')

    expect(await act(hana, fred, 'reactivate')).toMatchObject({ status: 200 })
    expect((await fred.get('/api/me')).status).toBe(401)
    expect(await signIn(server.url, fred.email, PASSWORD)).toBeDefined()
    expect((await it_.get<{ keys: { revokedAt: string | null }[] }>(hana, it_.api('/passkeys'))).keys).toMatchObject([
      { revoked: expect.anything() },
    ])
  })

  it('[ORG2] leaves no side without an administrator: the successor takes the seat, or it is said that nobody could', async () => {
    const ida = await colleague('ida')
    const own = await server.newCase(mara)
    await mara.post(`/api/cases/${own}/participants`, { email: ida.email, side: 'hdo', rights: ['administer'] })
    const other = await server.newCase(mara)
    await mara.post(`/api/cases/${other}/participants`, { email: ida.email, side: 'hdo', rights: ['administer'] })
    // Hana once stood on the other side there, so she cannot take the seat.
    await server.runtime.db.update(people).set({ organisationId: null }).where(eq(people.id, hana.id))
    await mara.post(`/api/cases/${other}/participants`, { email: hana.email, side: 'mdm', rights: [] })
    const [clinic] = await server.runtime.db.select().from(organisations).where(eq(organisations.name, 'Clinic'))
    await server.runtime.db.update(people).set({ organisationId: clinic?.id }).where(eq(people.id, hana.id))

    const done = await act(hana, ida, 'deactivate')
    expect(done).toMatchObject({ status: 200, kept: [{ caseId: other, why: expect.stringContaining('other side') }] })
    const now = async (id: string) =>
      ((await (await mara.get(`/api/cases/${id}/participants`)).json()) as { participants: TestPerson[] }).participants
    expect(await now(own)).toMatchObject([
      { id: hana.id, side: 'hdo', rights: ['read', 'administer'] },
      { id: mara.id },
    ])
    expect((await ida.get('/api/me')).status).toBe(401)
  })
})
