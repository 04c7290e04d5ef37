import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { POST as createCase } from '@/app/api/cases/route'
import { routeFiles } from '../../support/routes'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let owner: TestPerson
beforeAll(async () => {
  server = await startServer()
  owner = await server.person('owner@mdm.example', { organisation: 'Pumps', side: 'mdm' })
})
afterAll(() => server.close())

const errorOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string; message: string; details: unknown } }).error

describe('what the API says to requests it cannot take', () => {
  it.each([
    ['text that is not JSON', '{"title": '],
    ['bytes that are not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
    ['nothing', ''],
    ['a NUL character', '{"title":"a\\u0000b"}'],
    ['half a surrogate pair', '{"title":"\\ud800"}'],
    ['a hundred levels', `${'['.repeat(100)}${']'.repeat(100)}`],
  ])('[HTTP2] answers %s with 400 and a sentence', async (_what, body) => {
    const answer = await server.fetch('/api/cases', {
      method: 'POST',
      headers: { cookie: owner.cookie, origin: server.url, 'content-type': 'application/json' },
      body,
    })
    expect(answer.status).toBe(400)
    expect(await errorOf(answer)).toMatchObject({ code: 'malformed', message: expect.stringMatching(/^[A-Z].*\.$/) })
  })

  it('[HTTP2] answers JSON that is not what was agreed with 422 and names the field', async () => {
    const answer = await owner.post('/api/cases', {
      title: ' ',
      template: 'blank',
      device: {},
      mdm: { organisation: 'M' },
    })
    expect(answer.status).toBe(422)
    const { code, details } = await errorOf(answer)
    expect(code).toBe('invalid')
    expect((details as { at: string }[]).map(({ at }) => at)).toEqual(['title', 'device.name', 'hdo'])
  })

  it('[HTTP3] refuses two MiB with 413, announced or not, and lives on', async () => {
    const big = JSON.stringify({ title: 'x'.repeat(2 * 1024 * 1024) })
    const announced = await owner.post('/api/cases', big)
    expect(announced.status).toBe(413)
    const chunks = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 32; n++) controller.enqueue(new TextEncoder().encode('x'.repeat(64 * 1024)))
        controller.close()
      },
    })
    const streamed = await server.fetch('/api/cases', {
      method: 'POST',
      headers: { cookie: owner.cookie, origin: server.url },
      body: chunks,
      duplex: 'half',
    } as RequestInit)
    expect(streamed.status).toBe(413)
    expect((await owner.get('/api/me')).status).toBe(200)
  })

  it('[HTTP5] refuses a write from a page of another origin, and reads its cookie for nothing', async () => {
    const body = {
      title: 'T',
      template: 'blank',
      device: { name: 'D' },
      mdm: { organisation: 'M' },
      hdo: { organisation: 'H' },
    }
    for (const origin of ['https://evil.example', 'null', server.url.replace('http:', 'https:')]) {
      const answer = await owner.post('/api/cases', body, { origin })
      expect(answer.status).toBe(403)
      expect((await errorOf(answer)).code).toBe('wrong-origin')
    }
    expect(await (await owner.get('/api/cases')).json()).toEqual({ cases: [] })
  })

  it('[HTTP1] says 404 as JSON for unknown addresses, cases and commands', async () => {
    const id = await server.newCase(owner)
    for (const path of [
      '/api/nothing',
      '/api/cases/absent0000',
      '/api/cases/absent0000/graph',
      '/api/cases/..%2f..%2fetc',
    ]) {
      const answer = await owner.get(path)
      expect(answer.status, path).toBe(404)
      expect((await errorOf(answer)).message).toMatch(/\.$/)
    }
    const command = await owner.post(`/api/cases/${id}/commands`, { command: 'constructor', args: {} })
    expect(command.status).toBe(404)
    const args = await owner.post(`/api/cases/${id}/commands`, {
      command: 'grow-capability',
      args: { capability: 'NOPE' },
    })
    expect(args.status).toBe(422)
  })

  it('[HTTP1] keeps what went wrong inside to the log: no stack, no path, a reference to quote', async () => {
    const id = await server.newCase(owner)
    const { rooms } = server.runtime
    const read = rooms.read
    Object.assign(rooms, { read: () => Promise.reject(new Error('secret detail of the inside')) })
    const answer = await owner.get(`/api/cases/${id}/graph`)
    Object.assign(rooms, { read })
    expect(answer.status).toBe(500)
    const text = await answer.text()
    expect(text).toMatch(new RegExp(`quote ${answer.headers.get('x-request-id')} to your administrator`))
    expect(text).not.toMatch(/secret|server\/|at /)
  })
})

describe('asking twice', () => {
  it('[HTTP4] the same key and request act once, also when both arrive at the same time', async () => {
    const id = await server.newCase(owner)
    const ask = () =>
      owner.post(`/api/cases/${id}/commands`, { command: 'grow-case', args: {} }, { 'idempotency-key': 'first-click' })
    const answers = await Promise.all([ask(), ask(), ask()])
    const bodies = await Promise.all(answers.map((answer) => answer.json()))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(bodies[1]).toEqual(bodies[0])
    expect(bodies[2]).toEqual(bodies[0])
    expect(await (await ask()).json()).toEqual(bodies[0])
    const history = (await (await owner.get(`/api/cases/${id}/history`)).json()) as { changes: object[] }
    expect(history.changes).toHaveLength(1)
  })

  it('[HTTP4] the same key for another request is refused; another person may use it', async () => {
    const other = await server.person('other@mdm.example')
    const body = (title: string) => ({
      title,
      template: 'blank',
      device: { name: 'D' },
      mdm: { organisation: 'M' },
      hdo: { organisation: 'H' },
    })
    const key = { 'idempotency-key': 'case-1' }
    expect((await owner.post('/api/cases', body('One'), key)).status).toBe(201)
    const reused = await owner.post('/api/cases', body('Two'), key)
    expect(reused.status).toBe(422)
    expect((await errorOf(reused)).code).toBe('key-reused')
    expect((await other.post('/api/cases', body('Two'), key)).status).toBe(201)
    expect((await owner.post('/api/cases', body('Two'), { 'idempotency-key': 'x'.repeat(200) })).status).toBe(400)
  })
})

describe('what the API offers', () => {
  it('[HTTP6] creates a case from the pattern, with its creator on the side of their organisation', async () => {
    const answer = await owner.post('/api/cases', {
      title: 'Pump',
      template: 'iec-80001-2-9',
      device: { name: 'Pump', intendedUse: 'Infusion', environment: 'Wards' },
      mdm: { organisation: 'pumps' },
      hdo: { organisation: 'Hospital' },
    })
    expect(answer.status).toBe(201)
    const { id } = (await answer.json()) as { id: string }
    const head = (await (await owner.get(`/api/cases/${id}`)).json()) as Record<string, unknown>
    expect(head).toMatchObject({
      title: 'Pump',
      side: 'mdm',
      seq: 1,
      rights: expect.arrayContaining(['sign', 'administer']),
    })
    const graph = (await (await owner.get(`/api/cases/${id}/graph`)).json()) as {
      seq: number
      digest: string
      elements: { name: string }[]
    }
    expect(graph.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(graph.elements.filter(({ name }) => name.startsWith('C2-'))).toHaveLength(19)
    for (const reading of ['findings', 'register', 'matrix', 'responsibilities', 'documents']) {
      const read = await owner.get(`/api/cases/${id}/${reading}`)
      expect(read.status, reading).toBe(200)
      expect(await read.json()).toMatchObject({ seq: 1 })
    }
  })

  it('[HTTP6] runs a structural command and answers with what it made', async () => {
    const id = await server.newCase(owner, { template: 'iec-80001-2-9' })
    const answer = await owner.post(`/api/cases/${id}/commands`, {
      command: 'decide-capability',
      args: { capability: 'ALOF', decision: 'required' },
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ seq: 2, created: expect.arrayContaining(['C4-ALOF']) })
    const history = (await (await owner.get(`/api/cases/${id}/history`)).json()) as {
      changes: { seq: number; by: object }[]
    }
    expect(history.changes.map(({ seq }) => seq)).toEqual([2, 1])
    expect(history.changes[0]).toMatchObject({ by: { id: owner.id, name: 'owner' }, side: 'mdm' })
  })

  it('[HTTP7] describes itself with the schemas it checks by', async () => {
    const answer = await server.fetch('/api/openapi.json')
    const description = (await answer.json()) as { openapi: string; paths: Record<string, Record<string, unknown>> }
    expect(description.openapi).toBe('3.1.0')
    expect(JSON.stringify(description.paths['/api/cases']?.post)).toContain('iec-80001-2-9')
    const routes = routeFiles()
      .map(({ pattern }) => pattern.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}'))
      .filter((path) => !['/api/{unknown}', '/api/auth/{nextauth}'].includes(path))
    expect(Object.keys(description.paths).sort()).toEqual(routes.sort())
  })

  it('[HTTP8] says whether it is alive and ready without asking who you are', async () => {
    expect(await (await server.fetch('/healthz')).json()).toEqual({ status: 'alive' })
    expect(await (await server.fetch('/readyz')).json()).toEqual({ status: 'ready' })
  })
})

describe('somebody who leaves in the middle of a request', () => {
  it('[HTTP2] is no failure of the server: nothing is logged as an error and nothing is done', async () => {
    const events: string[] = []
    const keep = (event: string) => void events.push(event)
    const log = { debug: keep, info: keep, warn: keep, error: (event: string) => keep(`error ${event}`) }
    const watched = await startServer({ log })
    try {
      const person = await watched.person('leaver@mdm.example', { organisation: 'Pumps', side: 'mdm' })
      // As Next hands over a body whose sender has gone.
      const body = new ReadableStream({ start: (stream) => stream.error(new Error('aborted')) })
      const headers = { cookie: person.cookie, origin: watched.url, 'content-type': 'application/json' }
      const request = new Request(`${watched.url}/api/cases`, {
        method: 'POST',
        headers,
        body,
        duplex: 'half',
      } as RequestInit)
      await createCase(request, { params: Promise.resolve({}) })
      expect(events).toContain('http.cut-off')
      expect(events.filter((event) => event.startsWith('error'))).toEqual([])
    } finally {
      await watched.close()
    }
  })
})
