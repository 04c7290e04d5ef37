import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let maria: TestPerson
beforeAll(async () => {
  server = await startServer()
  maria = await server.person('maria@mdm.example', { organisation: 'Pumps', side: 'mdm' })
})
afterAll(() => server.close())

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked at field by field
type Body = any

const ABOUT = {
  title: 'From a file',
  device: { name: 'Pump' },
  mdm: { organisation: 'Pumps' },
  hdo: { organisation: 'H' },
}
const YAML = 'G1:\n  text: The pump is secure\n  supportedBy: [Sn1]\nSn1:\n  text: Report\n  supportedBy: [G1]\n'

async function make(file: string, query: Record<string, string>, who = maria) {
  const response = await server.fetch(`/api/cases/from-file?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: { cookie: who.cookie, origin: server.url },
    body: file,
  })
  return { status: response.status, body: (await response.json()) as Body }
}

const graph = async (id: string): Promise<Body> => (await maria.get(`/api/cases/${id}/graph`)).json()
const cases = async (): Promise<Body> => (await maria.get('/api/cases')).json()

describe('a new case from a file', () => {
  it('[EXC16] is first told what the file holds, then made with all of it and named in its history', async () => {
    const dry = await make(YAML, { name: 'pump.yaml', 'dry-run': 'true' })
    expect(dry).toMatchObject({ status: 200, body: { format: 'gsn-yaml', elements: { goal: 1, solution: 1 } } })
    expect(dry.body.illegal).toMatchObject([{ reason: 'illegal' }])
    expect((await cases()).cases).toEqual([])
    const made = await make(YAML, { name: 'pump.yaml', case: JSON.stringify(ABOUT) })
    expect(made.status).toBe(201)
    const { elements, skipped } = await graph(made.body.id)
    expect(elements).toHaveLength(2)
    expect(elements[0]).toMatchObject({ takenFrom: 'pump.yaml' })
    expect(skipped).toHaveLength(1)
    const { entries } = (await (await maria.get(`/api/cases/${made.body.id}/ledger`)).json()) as Body
    expect(entries[0]).toMatchObject({ kind: 'case.created', body: { file: { name: 'pump.yaml' } } })
  })

  it('[EXC13] out of one case and into another one gives the same bytes', async () => {
    const example = await server.newCase(maria, { template: 'iec-80001-2-9' })
    await maria.post(`/api/cases/${example}/commands`, {
      command: 'decide-capability',
      args: { capability: 'ALOF', decision: 'required' },
    })
    const json = await (await maria.get(`/api/cases/${example}/export?format=json`)).text()
    const made = await make(json, { name: 'case.json', case: JSON.stringify(ABOUT) })
    expect(made).toMatchObject({ status: 201, body: { format: 'json', problems: [] } })
    expect(await (await maria.get(`/api/cases/${made.body.id}/export?format=json`)).text()).toBe(json)
    // Into a case that has its ids it is refused whole.
    const again = await server.fetch(`/api/cases/${example}/import?format=auto&name=case.json`, {
      method: 'POST',
      headers: { cookie: maria.cookie, origin: server.url },
      body: json,
    })
    expect([again.status, ((await again.json()) as Body).error.code]).toEqual([422, 'ids-taken'])
  })

  it('[EXC16] is not made of a file that is none, or half, or of one that holds no argument', async () => {
    const before = (await cases()).cases.length
    const about = { case: JSON.stringify(ABOUT) }
    for (const [file, query, code] of [
      ['{', { name: 'x.json', ...about }, 'file-unknown'],
      ['- Claim X1 "no', { name: 'x.json', format: 'json', ...about }, 'file-unreadable'],
      ['{"bomFormat":"CycloneDX","components":[]}', { name: 'bom.json', ...about }, 'not-a-case'],
      [YAML, { name: 'x.yaml', case: '{"title":"x"}' }, 'invalid'],
      [YAML, { name: 'x.yaml' }, 'malformed'],
    ] as const) {
      const { status, body } = await make(file, query)
      expect([400, 422], file).toContain(status)
      expect(body.error.code, file).toBe(code)
      expect(body.error.message).toMatch(/^[A-Za-z]/)
    }
    expect((await cases()).cases).toHaveLength(before)
  })
})
