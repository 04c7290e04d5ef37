import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let maria: TestPerson
let hana: TestPerson
let rita: TestPerson
let nobody: TestPerson
let one: string
let two: string
let south: string
let foreign: string
let risk: string
// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked at field by field
type Body = any

const get = async (who: TestPerson, path: string): Promise<Body> => (await who.get(path)).json()
const act = async (who: TestPerson, id: string, command: string, args: unknown): Promise<Body> =>
  (await who.post(`/api/cases/${id}/commands`, { command, args })).json()

async function caseOf(who: TestPerson, title: string, mdm: string, hdo: string): Promise<string> {
  const body = {
    title,
    template: 'iec-80001-2-9',
    device: { name: 'Pump' },
    mdm: { organisation: mdm },
    hdo: { organisation: hdo },
  }
  const answer = await who.post('/api/cases', body)
  expect(answer.status).toBe(201)
  const { id } = (await answer.json()) as { id: string }
  await act(who, id, 'decide-capability', { capability: 'PAUT', decision: 'required' })
  return id
}

async function riskIn(who: TestPerson, id: string, cve: string): Promise<string> {
  await act(who, id, 'add-risk', {
    capability: 'PAUT',
    values: { threat: 'Guessing', vulnerability: 'Fixed password', cve },
  })
  const { elements } = await get(who, `/api/cases/${id}/graph`)
  const found = elements.find(({ role }: Body) => role === 'C7').id
  for (const responsible of ['mdm', 'hdo']) {
    await act(who, id, 'add-control', {
      risk: found,
      values: { title: `Of ${responsible}`, responsible, dutyHdo: 'Lock the ward' },
    })
  }
  return found
}

beforeAll(async () => {
  server = await startServer()
  maria = await server.person('maria@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  const other = await server.person('other@mdm.example', { organisation: 'Beds', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { organisation: 'North', side: 'hdo' })
  rita = await server.person('rita@assessor.example')
  nobody = await server.person('nobody@outside.example')
  one = await caseOf(maria, 'One', 'Pumps', 'North')
  two = await caseOf(maria, 'Two', 'Pumps', 'North')
  south = await caseOf(maria, 'South', 'Pumps', 'South')
  foreign = await caseOf(other, 'Foreign', 'Beds', 'North')
  risk = await riskIn(maria, one, 'CVE-2026-1111')
  await riskIn(other, foreign, 'CVE-2026-6666')
  await server.seat(one, hana, 'hdo', ['read', 'comment', 'edit'])
  await server.seat(foreign, hana, 'hdo', ['read', 'edit'])
  await server.seat(two, rita, undefined, ['read'])
  await server.seat(one, rita, undefined, ['read', 'edit'])
})
afterAll(() => server.close())

const bring = async (who: TestPerson, id: string, body: object) => {
  const answer = await who.post(`/api/cases/${id}/library`, { from: one, risk, ...body })
  return { status: answer.status, body: (await answer.json()) as Body }
}
const controlsOf = async (id: string) =>
  (await get(maria, `/api/cases/${id}/graph`)).elements.flatMap(({ fields }: Body) =>
    fields.responsible ? [fields.title] : [],
  )

describe('the library over HTTP', () => {
  it('[LIB1] shows each person only what they may read, and outsiders nothing', async () => {
    const cves = async (who: TestPerson, query = '') =>
      (await get(who, `/api/library${query}`)).entries.map(({ cve }: Body) => cve[0])
    expect(await cves(maria)).toEqual(['CVE-2026-1111'])
    expect((await cves(hana)).sort()).toEqual(['CVE-2026-1111', 'CVE-2026-6666'])
    expect(await cves(hana, '?q=6666')).toEqual(['CVE-2026-6666'])
    expect(await cves(maria, '?q=6666')).toEqual([])
    expect(await cves(rita)).toEqual(['CVE-2026-1111'])
    expect(await get(nobody, '/api/library')).toMatchObject({ entries: [], all: 0, cases: 0 })
    expect(JSON.stringify(await get(maria, '/api/library'))).not.toContain('Foreign')
    expect((await nobody.get(`/api/library?for=${one}`)).status).toBe(404)
  })

  it('[LIB3] marks what may be used in the case that one works in', async () => {
    const usable = async (who: TestPerson, id: string) =>
      Object.fromEntries(
        (await get(who, `/api/library?for=${id}`)).entries.map(({ cve, where }: Body) => [cve[0], where[0].usable]),
      )
    expect(await usable(maria, two)).toEqual({ 'CVE-2026-1111': true })
    expect(await usable(hana, foreign)).toEqual({ 'CVE-2026-1111': true })
    expect(await usable(rita, two)).toEqual({ 'CVE-2026-1111': false })
  })

  it('[LIB4] grows what was seen elsewhere once, also for two people at once', async () => {
    const both = await Promise.all([
      bring(maria, two, { capability: 'PAUT' }),
      bring(maria, two, { capability: 'PAUT' }),
    ])
    expect(both.map(({ body }) => body.there).sort()).toEqual([false, true])
    expect((await controlsOf(two)).sort()).toEqual(['Of hdo', 'Of mdm'])
    const { elements } = await get(maria, `/api/cases/${two}/graph`)
    const grown = elements.find(({ role }: Body) => role === 'C7')
    expect(grown).toMatchObject({ takenFrom: 'Library of Pumps', takenAt: `${one}/${risk}` })
  })

  it('[LIB3] leaves behind what the first hospital owes when it goes to another one', async () => {
    expect((await bring(maria, south, { capability: 'PAUT' })).body).toMatchObject({ there: false, left: 1 })
    expect(await controlsOf(south)).toEqual(['Of mdm'])
    expect(JSON.stringify(await get(maria, `/api/cases/${south}/graph`))).not.toContain('Lock the ward')
  })

  it('[LIB4] brings a single control to a risk of this case', async () => {
    await act(maria, two, 'add-risk', { capability: 'PAUT', values: { threat: 'Shoulder surfing' } })
    const { elements } = await get(maria, `/api/cases/${two}/graph`)
    const under = elements.find(({ texts }: Body) => texts.threat === 'Shoulder surfing').id
    const { entries } = await get(maria, `/api/library?for=${two}`)
    const control = entries[0].controls[0].where.find((place: Body) => place.case === one).element
    expect((await bring(maria, two, { under, controls: [control] })).body).toMatchObject({ there: false })
    expect((await bring(maria, two, { under, controls: [control] })).body).toMatchObject({ there: true })
  })

  it('[LIB4] takes the right to edit here and to read there', async () => {
    expect((await bring(rita, two, { capability: 'PAUT' })).status).toBe(403)
    expect((await bring(rita, one, { capability: 'PAUT' })).body.error.code).toBe('library-not-yours')
    expect((await bring(nobody, two, { capability: 'PAUT' })).status).toBe(404)
    expect((await bring(maria, foreign, { capability: 'PAUT' })).status).toBe(404)
    expect((await bring(maria, two, { from: foreign, capability: 'PAUT' })).status).toBe(404)
    expect((await bring(maria, two, { risk: 'gone', capability: 'PAUT' })).status).toBe(404)
    expect((await bring(maria, two, {})).status).toBe(422)
    expect((await bring(maria, two, { capability: 'ZZZZ' })).status).toBe(422)
  })
})
