import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let owner: TestPerson
let caseId: string
const seqs: number[] = []

interface Graph {
  readonly seq: number
  readonly digest: string
  readonly elements: readonly { readonly id: string; readonly statement: string }[]
}

beforeAll(async () => {
  server = await startServer()
  owner = await server.person('owner@mdm.example', { name: 'Olga', organisation: 'Pumps', side: 'mdm' })
  caseId = await server.newCase(owner, { template: 'iec-80001-2-9' })
  for (const statement of ['First wording', 'Second wording', 'Third wording']) {
    const answer = await command('set-text', { element: 'C1', field: 'statement', text: statement })
    seqs.push(answer.seq)
  }
}, 120_000)
afterAll(() => server.close())

async function command(name: string, args: unknown): Promise<{ seq: number }> {
  const response = await owner.post(`/api/cases/${caseId}/commands`, { command: name, args })
  const body = (await response.json()) as { seq: number }
  expect(response.status, JSON.stringify(body)).toBe(200)
  return body
}
const get = async <T>(path: string, who: TestPerson = owner) => {
  const response = await server.fetch(`/api/cases/${caseId}${path}`, { headers: { cookie: who.cookie } })
  return { status: response.status, body: (await response.json()) as T }
}
const statementOf = (graph: Graph) => graph.elements.find(({ id }) => id === 'C1')?.statement

describe('the past of a case', () => {
  it('[HIS2] gives any state with its digest, its author and its time', async () => {
    const now = (await get<Graph>('/graph')).body
    const latest = (await get<Graph>(`/history/${now.seq}`)).body
    expect(latest.digest).toBe(now.digest)
    const past = (await get<Graph & { last: { by: { name: string } } }>(`/history/${seqs[0]}`)).body
    expect(statementOf(past)).toBe('First wording')
    expect(past.last.by.name).toBe('Olga')
    expect((await get<Graph>('/history/0')).body.elements).toEqual([])
    for (const wrong of ['999999', '-1', '1.5', 'x', '1e3', '__proto__', '99999999999999999999']) {
      expect((await get(`/history/${wrong}`)).status, wrong).toBe(404)
    }
  })

  it('[HIS1] tells who worked on it when', async () => {
    const { body } = await get<{ sessions: { from: number; to: number; people: { name: string }[] }[] }>(
      '/history/sessions',
    )
    expect(body.sessions[0]).toMatchObject({ to: seqs[2], people: [{ name: 'Olga' }] })
    expect(body.sessions.at(-1)?.from).toBe(1)
    expect((await get('/history/sessions?before=x')).status).toBe(400)
  })

  it('[HIS3] compares any two states in the terms of the case', async () => {
    const { body } = await get<{ changes: unknown[] }>(`/compare?from=${seqs[0]}&to=${seqs[1]}`)
    expect(body.changes).toEqual([
      {
        kind: 'reworded',
        element: 'C1',
        name: 'C1',
        label: 'Statement',
        before: 'First wording',
        after: 'Second wording',
      },
    ])
    expect((await get<{ changes: unknown[] }>('/compare?from=now&to=now')).body.changes).toEqual([])
    expect((await get('/compare?from=baseline:1&to=now')).status).toBe(404)
    expect((await get('/compare?from=later&to=now')).status).toBe(400)
  })

  it('[HIS4] puts a state back as a new edit of that person, and keeps what came between', async () => {
    const before = (await get<Graph>('/graph')).body.seq
    const response = await owner.post(`/api/cases/${caseId}/history/${seqs[0]}/restore`, {})
    expect(response.status).toBe(200)
    const now = (await get<Graph>('/graph')).body
    expect(statementOf(now)).toBe('First wording')
    expect(now.seq).toBe(before + 1)
    expect(statementOf((await get<Graph>(`/history/${seqs[2]}`)).body)).toBe('Third wording')
  })

  it('[ACC6] lets a reader read the past and not put it back', async () => {
    const reader = await server.person('reader@assessor.example')
    await owner.post(`/api/cases/${caseId}/participants`, { email: 'reader@assessor.example', rights: [] })
    expect((await get(`/history/${seqs[0]}`, reader)).status).toBe(200)
    const tried = await reader.post(`/api/cases/${caseId}/history/${seqs[0]}/restore`, {})
    expect(tried.status).toBe(403)
    const element = await owner.post(`/api/cases/${caseId}/history/${seqs[0]}/restore`, { element: '__proto__' })
    expect(element.status).toBe(422)
  })
})
