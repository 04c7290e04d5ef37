import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KEY_CARE } from '../../support/key-care'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let maker: TestPerson
let colleague: TestPerson
let hospital: TestPerson
beforeAll(async () => {
  server = await startServer()
  maker = await server.person('maker@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  colleague = await server.person('colleague@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  hospital = await server.person('nurse@hdo.example', { organisation: 'Clinic', side: 'hdo' })
})
afterAll(() => server.close())

const library = async (person: TestPerson) => {
  const answer = await person.get('/api/patterns')
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { patterns: { pattern: { id: string; version: number } }[] }).patterns
}
const keep = async (person: TestPerson, pattern: unknown) => {
  const answer = await person.post('/api/patterns', { pattern })
  const body = (await answer.json()) as { error?: { code: string; details?: unknown } }
  return { status: answer.status, ...body }
}

describe('the pattern library of an organisation', () => {
  it('[PTN6] is seen by its own people, and by nobody else', async () => {
    expect((await keep(maker, KEY_CARE)).status).toBe(201)
    expect((await library(colleague)).map(({ pattern }) => pattern.id)).toEqual(['key-care'])
    expect(await library(hospital)).toEqual([])
    const alone = await server.person('alone@nowhere.example')
    expect(await library(alone)).toEqual([])
    expect(await keep(alone, KEY_CARE)).toMatchObject({ status: 422, error: { code: 'no-organisation' } })
  })

  it('[PTN6] keeps patterns of the same id of two organisations apart', async () => {
    expect((await keep(hospital, { ...KEY_CARE, version: 9 })).status).toBe(201)
    expect((await library(hospital)).map(({ pattern }) => pattern.version)).toEqual([9])
    expect((await library(maker)).map(({ pattern }) => pattern.version)).toEqual([1])
  })

  it('[PTN6] takes a newer version and refuses the same one in other words, also from two people at once', async () => {
    expect(await keep(colleague, { ...KEY_CARE, title: 'Other' })).toMatchObject({ error: { code: 'pattern-taken' } })
    const both = await Promise.all([
      keep(maker, { ...KEY_CARE, version: 2, title: 'One' }),
      keep(colleague, { ...KEY_CARE, version: 2, title: 'Other' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422])
    expect(await library(maker)).toHaveLength(1)
  })

  it('[PTN7] keeps every version with what its author says is new, and lists the newest first', async () => {
    const noted = { pattern: { ...KEY_CARE, version: 7, title: 'Seven' }, note: 'Asks for a second key.' }
    expect((await colleague.post('/api/patterns', noted)).status).toBe(201)
    expect(await keep(maker, { ...KEY_CARE, version: 5 })).toMatchObject({ error: { code: 'pattern-taken' } })
    const versions = async (person: TestPerson) => {
      const answer = await person.get('/api/patterns/key-care/versions')
      return ((await answer.json()) as { versions: { pattern: { version: number }; by: string; note: string }[] })
        .versions
    }
    expect((await versions(maker)).map(({ pattern, note }) => [pattern.version, note])).toEqual([
      [7, 'Asks for a second key.'],
      [2, ''],
      [1, ''],
    ])
    expect((await versions(maker))[0]?.by).toBe(colleague.name)
    expect((await versions(hospital)).map(({ pattern }) => pattern.version)).toEqual([9])
    expect(await library(maker)).toMatchObject([{ pattern: { version: 7 }, versions: 3 }])
  })

  it('[PTN2] refuses what is no pattern and says where it is wrong', async () => {
    const wrong = { ...KEY_CARE, relations: KEY_CARE.relations.slice(1) }
    const answer = await keep(maker, wrong)
    expect(answer).toMatchObject({ status: 422, error: { code: 'pattern-invalid' } })
    expect(answer.error?.details).toMatchObject([{ path: 'elements' }])
    expect((await keep(maker, undefined)).status).toBe(422)
  })

  it('[PTN3] a case grows a pattern of another organisation over HTTP, and a reader may not', async () => {
    const caseId = await server.newCase(maker, { template: 'iec-80001-2-9' })
    const act = (person: TestPerson, command: string, args: unknown) =>
      person.post(`/api/cases/${caseId}/commands`, { command, args })
    await act(maker, 'decide-capability', { capability: 'ALOF', decision: 'required' })
    expect((await act(maker, 'add-pattern', { pattern: KEY_CARE })).status).toBe(200)
    const grown = await act(maker, 'grow-pattern', { pattern: 'key-care', under: 'C4-ALOF' })
    expect(grown.status).toBe(200)
    const reader = await server.person('reader@assessor.example')
    await server.seat(caseId, reader, undefined, ['read'])
    expect((await act(reader, 'add-pattern', { pattern: KEY_CARE })).status).toBe(403)
    expect((await act(hospital, 'grow-pattern', { pattern: 'key-care', under: 'C4-ALOF' })).status).toBe(404)
  })
})

describe('the findings of a case', () => {
  it('[PAT12] name what is decided and not agreed, until both sides have approved it', async () => {
    const caseId = await server.newCase(maker, { template: 'iec-80001-2-9' })
    await server.seat(caseId, hospital, 'hdo', ['read', 'comment', 'edit', 'approve'])
    await maker.post(`/api/cases/${caseId}/commands`, {
      command: 'decide-capability',
      args: { capability: 'ALOF', decision: 'not-required', justification: 'The device is always attended.' },
    })
    const awaited = async () => {
      const answer = await maker.get(`/api/cases/${caseId}/findings`)
      const { findings } = (await answer.json()) as { findings: { rule: string; message: string }[] }
      return findings.filter(({ rule }) => rule === 'PAT12').map(({ message }) => message)
    }
    const approve = async (person: TestPerson) => {
      const approvals = await person.get(`/api/cases/${caseId}/approvals?claim=C3-ALOF`)
      const { claims } = (await approvals.json()) as { claims: { digests: unknown }[] }
      const body = { claim: 'C3-ALOF', verdict: 'approve', digests: claims[0]?.digests }
      expect((await person.post(`/api/cases/${caseId}/approvals`, body)).status).toBeLessThan(300)
    }
    expect((await awaited())[0]).toContain('the manufacturer and the hospital have not approved it')
    await approve(maker)
    expect((await awaited())[0]).toContain('the hospital has not approved it')
    await approve(hospital)
    expect(await awaited()).toEqual([])
  })
})
