import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let maria: TestPerson
let omar: TestPerson
let rita: TestPerson
let caseId: string
beforeAll(async () => {
  server = await startServer()
  maria = await server.person('maria@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  omar = await server.person('omar@hdo.example')
  rita = await server.person('rita@assessor.example')
  caseId = await server.newCase(maria, { template: 'iec-80001-2-9' })
  await server.seat(caseId, omar, 'hdo', ['read', 'edit'])
  await server.seat(caseId, rita, undefined, ['read'])
  for (const capability of ['ALOF', 'PAUT']) {
    await maria.post(`/api/cases/${caseId}/commands`, {
      command: 'decide-capability',
      args: { capability, decision: 'required' },
    })
  }
})
afterAll(() => server.close())

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked at field by field
type Body = any

async function bring(who: TestPerson, file: string, query: Record<string, string>, accept?: readonly string[]) {
  const body = new FormData()
  if (accept !== undefined) body.append('accept', accept.join('\n'))
  body.append('file', new Blob([file]), 'advisory.json')
  const response = await server.fetch(
    `/api/cases/${caseId}/import?${new URLSearchParams({ format: 'auto', ...query })}`,
    {
      method: 'POST',
      headers: { cookie: who.cookie, origin: server.url },
      body,
    },
  )
  return { status: response.status, body: (await response.json()) as Body }
}

const graph = async (): Promise<Body> => (await maria.get(`/api/cases/${caseId}/graph`)).json()

function advisory(from: number, count: number, cwe = 'CWE-613'): string {
  return JSON.stringify({
    document: { csaf_version: '2.0', title: 'Pump', tracking: { id: `ICSMA-${from}` } },
    vulnerabilities: Array.from({ length: count }, (_, n) => ({
      cve: `CVE-2026-${from + n}`,
      cwe: { id: cwe, name: 'Sessions' },
      product_status: { known_affected: ['P'] },
      remediations: [{ category: 'mitigation', details: `Lock the ward ${n}` }],
    })),
  })
}

describe('bringing the same file from both sides', () => {
  it('[EXC10] at the same moment makes everything of it once', async () => {
    const file = advisory(1000, 6)
    const [one, other] = await Promise.all([
      bring(maria, file, { name: 'a.json' }, ['all']),
      bring(omar, file, { name: 'b.json' }, ['all']),
    ])
    expect([one.status, other.status]).toEqual([200, 200])
    expect(one.body.created.length + other.body.created.length).toBeGreaterThan(6)
    const { elements } = await graph()
    for (let n = 0; n < 6; n++) {
      expect(elements.filter(({ fields }: Body) => fields.cve === `CVE-2026-${1000 + n}`)).toHaveLength(1)
      expect(elements.filter(({ statement }: Body) => statement === `Lock the ward ${n}`)).toHaveLength(1)
    }
    const again = await bring(omar, file, {}, ['all'])
    expect(again.body).toMatchObject({ created: [], refused: [] })
    expect(again.body.there).toHaveLength(6)
    expect(Object.keys(again.body.held)).toHaveLength(12)
  })

  it('[EXC17] takes what was chosen from a preview that the other side has made old, and says what it found there', async () => {
    const file = advisory(2000, 2)
    const { body: preview } = await bring(maria, file, { 'dry-run': 'true' })
    const [first, second] = preview.suggestions
    const chosen = [`${first.controls[0].key}@ALOF`, `${second.key}@ALOF`]
    // Meanwhile the hospital takes the first vulnerability and throws it away again.
    await bring(omar, file, { controls: 'false' }, [`${first.key}@ALOF`])
    const risk = (await graph()).elements.find(({ fields }: Body) => fields.cve === 'CVE-2026-2000')
    await omar.post(`/api/cases/${caseId}/commands`, { command: 'delete-element', args: { element: risk.id } })
    const taken = await bring(maria, file, { brief: 'true' }, chosen)
    expect(taken.status).toBe(200)
    expect(taken.body.refused).toMatchObject([
      { key: first.controls[0].key, refusal: { message: expect.stringMatching(/^[A-Z].*\.$/) } },
    ])
    expect(taken.body.created.length).toBeGreaterThan(3)
    expect(taken.body.suggestions).toBeUndefined()
    const after = await graph()
    expect(after.bin.some(({ id }: Body) => id === risk.id)).toBe(true)
    expect(after.elements.some(({ fields }: Body) => fields.cve === 'CVE-2026-2001')).toBe(true)
  })

  it('[EXC17] shows everybody who reads what a file would bring, and takes nothing from them', async () => {
    const before = (await graph()).seq
    const looked = await bring(rita, advisory(3000, 1), { 'dry-run': 'true' })
    expect(looked).toMatchObject({ status: 200, body: { mayTake: false, open: ['ALOF', 'PAUT'] } })
    expect((await bring(rita, advisory(3000, 1), {}, ['all'])).status).toBe(403)
    expect((await graph()).seq).toBe(before)
  })

  it('[EXC17] takes a hundred things in turns: others edit in between, and nobody waits for all of it', async () => {
    const file = advisory(5000, 100, 'CWE-287')
    const done = { import: false }
    const taking = bring(maria, file, { controls: 'false' }, ['all']).then((answer) => {
      done.import = true
      return answer
    })
    let between = 0
    while (!done.import && between < 200) {
      const answer = await omar.post(`/api/cases/${caseId}/commands`, {
        command: 'set-field',
        args: { element: 'C1', field: 'statement', value: 'x' },
      })
      // Refused for what it asks, not for who asks: it had its turn.
      expect([200, 422]).toContain(answer.status)
      if (!done.import) between++
    }
    const { body } = await taking
    expect(body.refused).toEqual([])
    expect(body.created.length).toBeGreaterThan(300)
    expect(between).toBeGreaterThan(0)
  })
})
