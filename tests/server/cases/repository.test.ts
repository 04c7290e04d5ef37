import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'
import { until } from '../../support/sync-house'

let server: TestServer
let mia: TestPerson
let hana: TestPerson
let reviewer: TestPerson
let reader: TestPerson
let outsider: TestPerson
let caseId: string

beforeAll(async () => {
  server = await startServer()
  mia = await server.person('mia@mdm.example', { name: 'Mia', organisation: 'Pumps', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { name: 'Hana', organisation: 'Clinic', side: 'hdo' })
  reviewer = await server.person('reviewer@hdo.example', { name: 'Rita', organisation: 'Clinic', side: 'hdo' })
  reader = await server.person('reader@assessor.example')
  outsider = await server.person('nobody@outside.example')
}, 120_000)
afterAll(() => server.close())

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on anything else
type Json = any
const read = async (who: TestPerson, path: string): Promise<Json> => (await who.get(path)).json()
async function newCase(): Promise<string> {
  const id = await server.newCase(mia, { template: 'iec-80001-2-9', title: 'Pump at the clinic' })
  await server.seat(id, hana, 'hdo', ['read', 'comment', 'edit', 'approve', 'administer', 'sign'])
  await server.seat(id, reviewer, 'hdo', ['read', 'comment', 'approve'])
  await server.seat(id, reader, undefined, ['read'])
  return id
}
async function command(who: TestPerson, id: string, name: string, args: unknown): Promise<Json> {
  const answer = await who.post(`/api/cases/${id}/commands`, { command: name, args })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return answer.json()
}
const graphOf = (who: TestPerson, id: string) => read(who, `/api/cases/${id}/graph`)
const named = (graph: Json, name: string) => graph.elements.find((each: Json) => each.name === name)

describe('an archived case', () => {
  it('[REP2] is read by everybody and changed by nobody, on the API and on sockets, until it is brought back', async () => {
    caseId = await newCase()
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/sync/c/${caseId}`, {
      headers: { cookie: hana.cookie, origin: server.url },
    })
    const heard: string[] = []
    socket.on('message', (data: Buffer) => heard.push(data.toString('latin1')))
    await until(() => heard.some((frame) => frame.includes('"role":"edit"')))

    for (const who of [reviewer, reader]) {
      expect((await who.post(`/api/cases/${caseId}/archive`, { archived: true })).status).toBe(403)
    }
    expect((await outsider.post(`/api/cases/${caseId}/archive`, { archived: true })).status).toBe(404)
    expect((await mia.post(`/api/cases/${caseId}/archive`, { archived: true })).status).toBe(200)
    expect((await mia.post(`/api/cases/${caseId}/archive`, { archived: true })).status).toBe(200)
    await until(() => heard.some((frame) => frame.includes('"role":"read"')))
    await until(() => heard.some((frame) => frame.includes('case.archived')))
    socket.terminate()

    const tries = [
      mia.post(`/api/cases/${caseId}/commands`, { command: 'set-text', args: {} }),
      hana.post(`/api/cases/${caseId}/threads`, { element: 'C1', audience: 'all', text: 'One more thing' }),
      mia.post(`/api/cases/${caseId}/history/1/restore`, {}),
    ]
    for (const answer of await Promise.all(tries)) {
      expect(answer.status).toBe(403)
      expect((await answer.json()) as Json).toMatchObject({ error: { code: 'case-archived' } })
    }
    for (const who of [mia, hana, reviewer, reader]) {
      expect((await who.get(`/api/cases/${caseId}/graph`)).status).toBe(200)
    }
    // Taking somebody out has to be possible at any time.
    const out = await hana.post(`/api/cases/${caseId}/participants`, {
      email: reviewer.email,
      rights: [],
      remove: true,
    })
    expect(out.status).toBe(200)

    expect((await hana.post(`/api/cases/${caseId}/archive`, { archived: false })).status).toBe(200)
    await command(mia, caseId, 'set-text', { element: 'C1', field: 'statement', text: 'It is secure again' })
    const { entries } = await read(mia, `/api/cases/${caseId}/ledger`)
    const kinds = entries.map(({ kind }: Json) => kind).filter((kind: string) => kind.includes('archived'))
    expect(kinds).toEqual(['case.archived', 'case.unarchived'])
  })
})

describe('a copy of a case', () => {
  const request = { kind: 'version', title: 'Pump 2', device: { name: 'Pump', version: '2.0' } }

  it('[REP3] says what the case says, for the same people, without threads, approvals and the other side’s words', async () => {
    caseId = await newCase()
    const control = await grown(caseId)
    await command(mia, caseId, 'set-field', { element: control, field: 'acceptanceMdm', value: 'accepted' })
    await command(hana, caseId, 'set-field', { element: control, field: 'ownerHdo', value: 'Hana' })
    await command(hana, caseId, 'set-text', { element: 'J2', field: 'policyHdo', text: 'Ours alone' })
    await command(mia, caseId, 'set-text', { element: 'J2', field: 'policyMdm', text: 'Policy of the maker' })
    await mia.post(`/api/cases/${caseId}/threads`, { element: 'C1', audience: 'all', text: 'Said before' })

    const answer = await mia.post(`/api/cases/${caseId}/duplicate`, request)
    expect(answer.status, await answer.clone().text()).toBe(201)
    const { id } = (await answer.json()) as { id: string }
    const [from, copy] = [await graphOf(mia, caseId), await graphOf(mia, id)]
    expect(copy.elements.map(({ id: each }: Json) => each)).toEqual(from.elements.map(({ id: each }: Json) => each))
    expect(copy.relations).toEqual(from.relations)
    expect(named(copy, 'J2').texts.policyMdm).toBe('Policy of the maker')
    expect(named(copy, 'J2').texts.policyHdo ?? '').toBe('')
    const there = copy.elements.find((each: Json) => each.id === control)
    expect(there.fields.acceptanceMdm).toBeUndefined()
    expect(there.fields.ownerHdo).toBe('Hana')
    expect(JSON.stringify(copy)).not.toContain('Ours alone')
    expect(copy.elements.find((each: Json) => each.facet === 'device').fields.version).toBe('2.0')
    expect((await read(mia, `/api/cases/${id}/threads`)).threads).toEqual([])

    const head = await read(hana, `/api/cases/${id}`)
    const seats = new Map(head.participants.map((each: Json) => [each.email, each.rights]))
    expect(seats.get(hana.email)).toContain('sign')
    expect(seats.get(reviewer.email)).toEqual(['read', 'comment', 'approve'])
    expect(seats.has(reader.email)).toBe(false)
    const { entries } = await read(mia, `/api/cases/${id}/ledger`)
    expect(entries[0].body.origin).toEqual({ case: caseId, seq: from.seq, digest: from.digest })
  })

  it('[REP3] for another hospital leaves the first one’s people, places and evidence behind', async () => {
    caseId = await newCase()
    const control = await grown(caseId)
    await command(hana, caseId, 'set-field', { element: control, field: 'ownerHdo', value: 'Hana of the ward' })
    const device = (await graphOf(mia, caseId)).elements.find((each: Json) => each.facet === 'device').id
    await command(hana, caseId, 'set-text', { element: device, field: 'environment', text: 'Ward 7 of the clinic' })
    const evidence = (await command(hana, caseId, 'add-evidence', { claim: control })).created[0]
    await command(hana, caseId, 'set-field', { element: evidence, field: 'side', value: 'hdo' })

    const site = { ...request, kind: 'site', hdo: { organisation: 'Another hospital' } }
    expect((await hana.post(`/api/cases/${caseId}/duplicate`, site)).status).toBe(403)
    const answer = await mia.post(`/api/cases/${caseId}/duplicate`, site)
    expect(answer.status, await answer.clone().text()).toBe(201)
    const { id } = (await answer.json()) as { id: string }
    const text = JSON.stringify(await graphOf(mia, id))
    for (const word of ['Hana of the ward', 'Ward 7']) expect(text).not.toContain(word)
    expect(text).not.toContain(`"${evidence}"`)
    expect((await hana.get(`/api/cases/${id}`)).status).toBe(404)
    expect((await read(mia, `/api/cases/${id}`)).hdo).toEqual({ organisation: 'Another hospital' })
  })

  it('[REP3] [ACC6] is made by people of a side who may read the case, and by nobody else', async () => {
    caseId = await newCase()
    expect((await outsider.post(`/api/cases/${caseId}/duplicate`, request)).status).toBe(404)
    expect((await reader.post(`/api/cases/${caseId}/duplicate`, request)).status).toBe(403)
    expect((await reviewer.post(`/api/cases/${caseId}/duplicate`, request)).status).toBe(201)
    expect((await mia.post(`/api/cases/${caseId}/duplicate`, { ...request, kind: 'site' })).status).toBe(422)
    expect((await mia.post(`/api/cases/${caseId}/duplicate`, { ...request, title: '' })).status).toBe(422)
  })

  it('[REP4] tells who may read the origin what has changed there, and takes single elements over', async () => {
    caseId = await newCase()
    await grown(caseId)
    const { id } = (await (await mia.post(`/api/cases/${caseId}/duplicate`, request)).json()) as { id: string }
    expect(await read(mia, `/api/cases/${id}/origin`)).toMatchObject({ readable: true, changes: [], taken: [] })
    expect(await read(mia, `/api/cases/${caseId}/origin`)).toEqual({ readable: false })
    await command(hana, caseId, 'set-text', { element: 'C1', field: 'statement', text: 'Secure since the update' })
    await command(hana, caseId, 'set-text', { element: 'J2', field: 'policyHdo', text: 'Ours alone' })
    const drift = await read(mia, `/api/cases/${id}/origin`)
    expect(drift.origin).toMatchObject({ case: caseId, title: 'Pump at the clinic', kind: 'version' })
    expect(drift.changes.map(({ name, kind }: Json) => `${kind} ${name}`)).toEqual(['reworded C1', 'reworded J2'])

    // Somebody of the copy who takes no part in the origin learns that there is one, and no more.
    const guest = await server.person(`guest${Date.now()}@mdm.example`)
    await server.seat(id, guest, 'mdm', ['read', 'edit'])
    const blind = await read(guest, `/api/cases/${id}/origin`)
    expect(blind.readable).toBe(false)
    expect(JSON.stringify(blind)).not.toContain('Pump at the clinic')
    expect((await guest.post(`/api/cases/${id}/origin/take`, { element: 'C1' })).status).toBe(404)
    expect((await reviewer.post(`/api/cases/${id}/origin/take`, { element: 'C1' })).status).toBe(403)

    for (const element of ['C1', 'J2']) {
      const taken = await mia.post(`/api/cases/${id}/origin/take`, { element })
      expect(taken.status, await taken.clone().text()).toBe(200)
    }
    const now = await graphOf(mia, id)
    expect(named(now, 'C1').statement).toBe('Secure since the update')
    // Nobody puts words into the other side's mouth by taking them over.
    expect(JSON.stringify(now)).not.toContain('Ours alone')
    expect((await read(mia, `/api/cases/${id}/origin`)).taken).toContain('C1')
  })
})

/** A capability with one risk and one control. @returns the control's id */
async function grown(id: string): Promise<string> {
  await command(mia, id, 'decide-capability', { capability: 'ALOF', decision: 'required' })
  const risk = (await command(mia, id, 'add-risk', { capability: 'ALOF' })).created
  const graph = await graphOf(mia, id)
  const claim = graph.elements.find((each: Json) => risk.includes(each.id) && each.role === 'C7')
  const created = (await command(mia, id, 'add-control', { risk: claim.id })).created
  const after = await graphOf(mia, id)
  return after.elements.find((each: Json) => created.includes(each.id) && each.role === 'C8').id
}
