import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guardedRoutes } from '../../support/routes'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let owner: TestPerson
let caseId: string
beforeAll(async () => {
  server = await startServer()
  owner = await server.person('owner@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  caseId = await server.newCase(owner, { template: 'iec-80001-2-9' })
})
afterAll(() => server.close())

// Who is answered what on every route: tests/server/access/matrix.test.ts.
const ofACase = guardedRoutes().filter(({ pattern }) => pattern.includes('[caseId]'))

const address = (pattern: string, id: string) => pattern.replace('[caseId]', id).replaceAll(/\[[^\]]+\]/g, '1')
const ask = (method: string, path: string, cookie?: string, body = '{}') =>
  server.fetch(path, {
    method,
    headers: { origin: server.url, 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    body: method === 'GET' ? undefined : body,
  })
const errorOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string; message: string } }).error

describe('who gets what from the API', () => {
  it('[ACC6] shows an outsider the same for a case that exists and one that does not, on every route', async () => {
    const outsider = await server.person('nobody@outside.example')
    for (const { method, pattern } of ofACase) {
      const there = await ask(method, address(pattern, caseId), outsider.cookie)
      const absent = await ask(method, address(pattern, 'absent0000'), outsider.cookie)
      // A body that does not fit is refused before the case is looked for: the same for both.
      expect([404, 422], `${method} ${pattern}`).toContain(there.status)
      expect(there.status).toBe(absent.status)
      expect(await errorOf(there)).toEqual(await errorOf(absent))
    }
    expect(await (await outsider.get('/api/cases')).json()).toEqual({ cases: [] })
  })

  it('[ACC1] lets a reader read and refuses them every command, with 403', async () => {
    const reader = await server.person('reader@assessor.example')
    await server.seat(caseId, reader, undefined, ['read'])
    expect((await reader.get(`/api/cases/${caseId}/graph`)).status).toBe(200)
    const commands = await reader.post(`/api/cases/${caseId}/commands`, {
      command: 'grow-capability',
      args: { capability: 'ALOF' },
    })
    expect(commands.status).toBe(403)
    expect((await errorOf(commands)).code).toBe('not-allowed')
    const people = await reader.post(`/api/cases/${caseId}/participants`, {
      email: 'reader@assessor.example',
      rights: ['edit'],
    })
    expect(people.status).toBe(403)
  })

  it('[ACC2] hides the case from a participant who may not even read it', async () => {
    const blind = await server.person('blind@mdm.example')
    await server.seat(caseId, blind, 'mdm', ['edit', 'administer'])
    expect((await blind.get(`/api/cases/${caseId}`)).status).toBe(404)
    expect((await blind.get('/api/cases').then((answer) => answer.json())) as object).toEqual({ cases: [] })
  })

  it('[ACC7] shows each side its own part of the ledger only', async () => {
    const hospital = await server.person('hdo@hdo.example')
    await server.seat(caseId, hospital, 'hdo', ['read', 'comment'])
    await server.runtime.rooms.record(
      caseId,
      { personId: hospital.id, name: hospital.name, side: 'hdo' },
      async () => ({
        ok: true,
        value: {
          entries: [{ chain: 'hdo', kind: 'thread.opened', body: { thread: 't1', element: 'C1', text: 'Ours.' } }],
          value: undefined,
        },
      }),
    )
    const read = async (person: TestPerson, query = '') => {
      const answer = await person.get(`/api/cases/${caseId}/ledger${query}`)
      return ((await answer.json()) as { entries: { chain: string; kind: string }[] }).entries
    }
    expect((await read(hospital)).map(({ chain }) => chain)).toContain('hdo')
    expect((await read(owner)).map(({ chain }) => chain)).not.toContain('hdo')
    expect((await read(hospital, '?after=shared:99')).map(({ kind }) => kind)).toEqual(['thread.opened'])
    expect((await owner.get(`/api/cases/${caseId}/ledger?after=x`)).status).toBe(400)
  })
})

describe('participants', () => {
  it('[ACC5] each side names its own people, once it has an administrator', async () => {
    const id = await server.newCase(owner)
    const emails = ['admin@hdo.example', 'new@hdo.example', 'late@mdm.example'] as const
    const [admin] = await Promise.all(emails.map((email) => server.person(email)))
    const set = (person: TestPerson, body: object) => person.post(`/api/cases/${id}/participants`, body)
    const side = 'hdo'

    expect((await set(owner, { email: 'admin@hdo.example', side, rights: ['administer', 'sign'] })).status).toBe(200)
    expect((await set(owner, { email: 'new@hdo.example', side, rights: ['sign'] })).status).toBe(403)
    expect((await set(owner, { email: 'admin@hdo.example', side, rights: ['read'] })).status).toBe(403)
    if (!admin) throw new Error('no administrator')
    expect((await set(admin, { email: 'new@hdo.example', side, rights: ['comment'] })).status).toBe(200)
    expect((await set(admin, { email: 'new@hdo.example', remove: true, rights: [] })).status).toBe(200)
    expect((await set(owner, { email: 'stranger@mdm.example', side: 'mdm', rights: ['read'] })).status).toBe(404)

    const ledger = (await (await admin.get(`/api/cases/${id}/ledger`)).json()) as {
      entries: { kind: string; body: object }[]
    }
    expect(ledger.entries.map(({ kind }) => kind)).toEqual([
      'case.created',
      'participant.set',
      'participant.set',
      'participant.set',
      'participant.removed',
    ])
    expect(ledger.entries[2]?.body).toMatchObject({ person: admin.id, rights: ['read', 'administer', 'sign'] })
  })

  it('[ACC8] never leaves a case without an administrator', async () => {
    const id = await server.newCase(owner)
    const answer = await owner.post(`/api/cases/${id}/participants`, {
      email: owner.email,
      side: 'mdm',
      rights: ['read'],
    })
    expect(answer.status).toBe(422)
    expect((await errorOf(answer)).code).toBe('last-administrator')
  })
})
