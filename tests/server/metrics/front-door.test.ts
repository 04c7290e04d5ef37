import { request as plain } from 'node:http'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describedPaths } from '@/server/http/openapi'
import { createLog } from '@/server/log'
import { routeTemplate } from '@/server/metrics/route-template'
import { AgreementCase } from '../../support/agreement-case'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

const TOKEN = 'a-secret-of-the-operators'

describe('what a server tells its operators', () => {
  let server: TestServer
  let mara: TestPerson
  let caseId: string
  const lines: string[] = []
  const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  const figures = async (headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) => {
    const answer = await server.fetch('/metrics', { headers })
    return { status: answer.status, text: await answer.text() }
  }

  beforeAll(async () => {
    const log = createLog(
      'debug',
      () => new Date().toISOString(),
      (line) => lines.push(line),
    )
    server = await startServer({ log, env: { METRICS_TOKEN: TOKEN, TRUST_PROXY: '1' } })
    mara = await server.person('mara@mdm.example', { name: 'Mara Muster', organisation: 'Pump Works', side: 'mdm' })
    caseId = await server.newCase(mara, { title: 'An infusion pump nobody knows' })
    const it = new AgreementCase(server, caseId, mara)
    await it.edit('A sentence that nobody else may read')
    await mara.post(it.api('/threads'), { element: 'C1', audience: 'side', text: 'Words between us' })
    await mara.get(`/api/cases/${caseId}/graph?secret=in-the-query`)
    await server.fetch('/api/invitations/token-in-an-address', { headers: { cookie: mara.cookie } })
    await server.fetch('/api/auth/callback/credentials', {
      method: 'POST',
      headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email: 'mara@mdm.example', password: 'a wrong password', csrfToken: 'x' }),
    })
    await server.fetch('/no/such/page')
  })
  afterAll(() => server.close())

  it('[OPS6] are figures of requests, edits, rooms and the process, whose labels name nobody and nothing', async () => {
    const { status, text } = await figures()
    expect(status).toBe(200)
    for (const figure of [
      /^accord_http_requests_total\{method="GET",route="\/api\/cases\/\{[^}]+\}\/graph",status="200"\} 1$/m,
      /^accord_http_requests_total\{method="POST",route="\/api\/cases",status="201"\} 1$/m,
      /^accord_edits_total [1-9]/m,
      /^accord_commit_seconds_count [1-9]/m,
      /^accord_rooms 1$/m,
      /^accord_sockets 0$/m,
      /^accord_store_up 1$/m,
      /^accord_draining 0$/m,
      /^accord_mail_waiting 0$/m,
      /^nodejs_eventloop_lag_seconds /m,
      /^process_resident_memory_bytes /m,
      /^process_open_fds /m,
    ]) {
      expect(text).toMatch(figure)
    }
    for (const word of [caseId, mara.id, 'mara', 'Mara', 'infusion', 'token-in', 'in-the-query', 'such']) {
      expect(text, word).not.toContain(word)
    }
    const routes = new Set([...text.matchAll(/route="([^"]+)"/g)].map(([, route]) => route))
    const known = new Set([...describedPaths(), '/', '(page)', '(operations)', '(built files)', '/cases/(page)'])
    expect([...routes].filter((route) => !known.has(route ?? '') && !route?.startsWith('/api/'))).toEqual([])
  })

  it('[OPS6] is found by nobody without the secret', async () => {
    for (const headers of [{}, { authorization: 'Bearer ' }, { authorization: `Bearer ${TOKEN}x` }]) {
      expect((await figures(headers as Record<string, string>)).status).toBe(404)
    }
    expect((await server.fetch('/metrics', { method: 'POST' })).status).toBe(404)
  })

  it('[OPS6] names each request in its answer and in the log; a proxy may have named it, with a word', async () => {
    const idOf = async (given?: string) => {
      const headers = { cookie: mara.cookie, ...(given === undefined ? {} : { 'x-request-id': given }) }
      return (await server.fetch('/api/me', { headers })).headers.get('x-request-id')
    }
    expect(await idOf()).toMatch(/^[0-9a-f-]{36}$/)
    expect(await idOf('from-the-proxy-1')).toBe('from-the-proxy-1')
    for (const bad of ['short', 'x'.repeat(65), 'two words here', '{"at":"forged"}'])
      expect(await idOf(bad)).not.toBe(bad)
    expect(logged().find(({ request }) => request === 'from-the-proxy-1')).toMatchObject({
      event: 'http.answered',
      method: 'GET',
      route: '/api/me',
      status: 200,
    })
  })

  it('[OPS6] has no words, names, addresses, passwords or tokens of anybody in the log', () => {
    expect(logged().length).toBeGreaterThan(5)
    const cookie = mara.cookie.split('=')[1] ?? ''
    const own = ['Mara', 'mara@', '@mdm.example', 'infusion', 'nobody else', 'Words between', 'wrong password']
    for (const word of [...own, 'token-in', 'in-the-query', 'such/page', TOKEN, cookie, 'correct horse']) {
      expect(
        lines.filter((line) => line.includes(word)),
        word,
      ).toEqual([])
    }
  })

  it('[OPS6] is told by the pattern of an address, whatever stands in it', () => {
    expect(routeTemplate('/api/cases/abc/graph?x=1')).toMatch(/^\/api\/cases\/\{\w+\}\/graph$/)
    expect(routeTemplate('/api/nothing/secret')).toBe('/api/(unknown)')
    expect(routeTemplate('/cases/abc/agreement/propose')).toBe('/cases/(page)')
    expect(routeTemplate('/../../etc/passwd')).toBe('(page)')
    expect(routeTemplate('')).toBe('(page)')
  })

  it('[OPS5] says that it is not ready while it is being stopped, and goes on', async () => {
    expect((await server.fetch('/readyz')).status).toBe(200)
    server.drain()
    expect((await server.fetch('/readyz')).status).toBe(503)
    expect((await server.fetch('/healthz')).status).toBe(200)
    expect((await mara.get('/api/me')).status).toBe(200)
    expect((await figures()).text).toMatch(/^accord_draining 1$/m)
  })

  // A second server in this process: nothing more is asked of the first.
  it('[OPS6] stays on this machine where no secret is set, also behind a proxy on it', async () => {
    const open = await startServer({ env: { HOST: '0.0.0.0' } })
    const ask = (host: string, headers: Record<string, string> = {}) =>
      new Promise<number>((resolve, reject) => {
        const asking = plain({ host, port: open.port, path: '/metrics', headers }, (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        })
        asking.on('error', reject).end()
      })
    expect(await ask('127.0.0.1')).toBe(200)
    expect(await ask('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).toBe(404)
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((each) => each !== undefined && !each.internal && each.family === 'IPv4')
    if (outside !== undefined) expect(await ask(outside.address)).toBe(404)
  })
})
