import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from '@/server/http/openapi'
import { createRoomStore } from '@/server/store/room-store'
import { ROUTE_RULES } from '../../support/access-rules'
import { exampleBody } from '../../support/example-body'
import { routes } from '../../support/routes'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let mara: TestPerson
let eve: TestPerson
let caseId: string
beforeAll(async () => {
  server = await startServer()
  mara = await server.person('mara@mdm.example', { name: 'Mara', organisation: 'Pump Works', side: 'mdm' })
  eve = await server.person('eve@hdo.example', { name: 'Eve', organisation: 'St. Brigid', side: 'hdo' })
  caseId = await server.newCase(mara)
  await server.seat(caseId, eve, 'hdo', ['read', 'comment'])
}, 60_000)
afterAll(() => server?.close())

type Described = Record<string, Record<string, { requestBody?: { content: Record<string, { schema?: object }> } }>>
const BODIES = routes().flatMap(({ method, pattern }) => {
  const path = pattern.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')
  const described = (openApi().paths as Described)[path]?.[method.toLowerCase()]?.requestBody
  const schema = described?.content['application/json']?.schema
  return schema === undefined ? [] : [{ method, pattern, schema }]
})
const history = () => createRoomStore(server.runtime.db).entriesAfter(caseId, 'shared', 0)
const addressOf = (pattern: string) => pattern.replace('[caseId]', caseId).replaceAll(/\[[^\]]+\]/g, '1')

/** A request as no browser and no library would send it. */
function raw(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  const { method = 'GET', headers = {}, body } = options
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (answer) => {
      let text = ''
      answer.on('data', (piece) => {
        text += piece
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

describe('the one whose name and rights it is, against who sends more than was asked', () => {
  it('[SEC5] what a request says beside what was agreed changes nothing: neither who, nor which side, nor when', async () => {
    const forged = {
      id: 'forged',
      actor: { id: mara.id, name: 'Mara', side: 'mdm' },
      by: mara.id,
      personId: mara.id,
      person: mara.id,
      author: mara.id,
      side: 'mdm',
      role: 'administrator',
      rights: ['read', 'edit', 'sign', 'administer'],
      administersHome: true,
      organisationId: 'forged',
      passwordHash: 'forged',
      createdAt: '2001-01-01T00:00:00.000Z',
      at: '2001-01-01T00:00:00.000Z',
      epoch: 999,
      state: 'in-force',
      __proto__: { rights: ['administer'] },
      constructor: { prototype: { rights: ['administer'] } },
    }
    const before = (await history()).length
    for (const { method, pattern, schema } of BODIES) {
      if (ROUTE_RULES[`${method} ${pattern}`]?.who === 'anybody') continue
      const body = { ...forged, ...(exampleBody(schema as never) as object) }
      const headers = { cookie: eve.cookie, origin: server.url, 'content-type': 'application/json' }
      const answer = await server.fetch(addressOf(pattern), { method, headers, body: JSON.stringify(body) })
      expect(answer.status, `${method} ${pattern}`).toBeLessThan(500)
    }
    const entries = (await history()).slice(before)
    for (const { actor, at } of entries) {
      expect(actor.id).toBe(eve.id)
      expect(actor.side).toBe('hdo')
      expect(at > '2026').toBe(true)
    }
    const me = (await (await eve.get('/api/me')).json()) as { person?: object }
    expect(JSON.stringify(me)).not.toContain('forged')
    const participants = await (await mara.get(`/api/cases/${caseId}/participants`)).json()
    const seat =
      JSON.stringify(participants)
        .split('{')
        .find((part) => part.includes(eve.id)) ?? ''
    expect(seat).not.toMatch(/"sign"|"administer"|"edit"/)
    expect(({} as { rights?: unknown }).rights).toBeUndefined()
  })
})

describe('whoever keeps this server, against addresses that climb', () => {
  const CLIMBS = [
    '../',
    '..%2f',
    '%2e%2e/',
    '%2e%2e%2f',
    '..\\',
    '..%5c',
    '....//',
    '%252e%252e%252f',
    '..%00/',
    '/',
    '%2f',
  ]
  const WANTED = ['auth-secret', 'service-key', 'etc/passwd', 'package.json', 'server/env.ts']
  it('[SEC9] reach no file of the server, however they are written', async () => {
    const before = [
      '/api/cases',
      `/api/cases/${caseId}/files`,
      `/api/cases/${caseId}/proposals/1/files`,
      '/_next/static',
      '/assess',
      '',
    ]
    for (const start of before) {
      for (const climb of CLIMBS) {
        for (const wanted of WANTED) {
          const path = `${start}/${climb.repeat(6)}${wanted}`
          const { status, text } = await raw(path, { headers: { cookie: mara.cookie } })
          expect(status, path).toBeGreaterThanOrEqual(300)
          expect(status, path).toBeLessThan(500)
          expect(text, path).not.toMatch(/root:|"dependencies"|export (const|function)/)
        }
      }
    }
  })
})

describe('everybody else on this server, against who sends too much', () => {
  const json = { 'content-type': 'application/json' }
  it('[SEC10] every route that takes a body refuses one that is too large, and none fails', async () => {
    const big = JSON.stringify({ x: 'x'.repeat(1.2 * 1024 * 1024) })
    for (const { method, pattern } of BODIES) {
      const headers = { cookie: mara.cookie, origin: server.url, ...json }
      const answer = await server.fetch(addressOf(pattern), { method, headers, body: big }).catch(() => undefined)
      // Cut off while it was still being sent, or told.
      if (answer !== undefined) expect([401, 403, 404, 413, 422], `${method} ${pattern}`).toContain(answer.status)
    }
    expect((await mara.get('/api/me')).status).toBe(200)
  })

  it('[SEC10] who is not even signed in cannot send a form of signing in that is too large', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: server.url }
    const body = `email=${'x'.repeat(1024 * 1024)}`
    const answer = await server.fetch('/api/auth/callback/credentials', { method: 'POST', headers: form, body })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('larger than 64 KiB')
  })

  it('[SEC10] JSON that is too deep, too many or no number is refused on every route, and the server lives on', async () => {
    const deep = [
      `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      `{"a":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
      `[${'0,'.repeat(400_000)}0]`,
    ]
    const odd = [
      '{"a":1e999,"b":-0,"c":123456789012345678901234567890}',
      '\ufeff{}',
      '{"a":"\\ud800"}',
      'null',
      '"text"',
      '',
    ]
    const headers = { cookie: mara.cookie, origin: server.url, ...json }
    for (const [n, { method, pattern }] of BODIES.entries()) {
      // One parser reads them all: what is deep goes to some, what is odd to each.
      for (const body of n % 9 === 0 ? [...deep, ...odd] : odd) {
        const answer = await server.fetch(addressOf(pattern), { method, headers, body })
        expect(answer.status, `${method} ${pattern} ${body.slice(0, 20)}`).toBeLessThan(500)
        await answer.arrayBuffer()
      }
    }
  })

  it('[SEC10] addresses, headers and cookies without end are refused', async () => {
    const long = 'x'.repeat(40_000)
    const tries: { path: string; headers?: Record<string, string> }[] = [
      { path: `/api/cases/${long}` },
      { path: `/api/cases?${long}` },
      { path: '/api/me', headers: { cookie: `a=${long}` } },
      { path: '/api/me', headers: { 'x-long': long } },
    ]
    for (const options of tries) {
      const answer = await raw(options.path, { headers: options.headers ?? {} })
      expect([400, 401, 404, 414, 431]).toContain(answer.status)
    }
    const many = Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`x-${n}`, '1']))
    expect((await raw('/api/me', { headers: many })).status).toBeLessThan(500)
    expect((await mara.get('/api/me')).status).toBe(200)
  })
})
