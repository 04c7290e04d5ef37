import { request } from 'node:http'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mayAsk } from '@/server/auth/token-rules'
import { openApi } from '@/server/http/openapi'
import { people } from '@/server/store/schema'
import { PASSWORD, startServer, type TestPerson, type TestServer } from '../../support/startServer'

// biome-ignore lint/suspicious/noExplicitAny: a description is looked at field by field
type Described = any
const API = openApi() as Described
const OPERATIONS = Object.entries(API.paths as Record<string, Record<string, Described>>).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, row]) => ({ method: method.toUpperCase(), path, row })),
)

describe('the description as OpenAPI 3.1', () => {
  it('[HTTP7] has what the standard asks for, and nothing that it does not know', () => {
    expect(API.openapi).toMatch(/^3\.1\.\d$/)
    expect(
      Object.keys(API).filter((key) => !['openapi', 'info', 'servers', 'paths', 'components', 'tags'].includes(key)),
    ).toEqual([])
    expect(API.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    const known = [
      'summary',
      'description',
      'operationId',
      'tags',
      'parameters',
      'requestBody',
      'responses',
      'security',
    ]
    const schemes = Object.keys(API.components.securitySchemes)
    for (const { method, path, row } of OPERATIONS) {
      const where = `${method} ${path}`
      expect(path, where).toMatch(/^\/[^?#]*$/)
      expect(
        Object.keys(row).filter((key) => !known.includes(key)),
        where,
      ).toEqual([])
      expect(
        Object.keys(row.responses).filter((code) => !/^[1-5]\d\d$/.test(code)),
        where,
      ).toEqual([])
      expect(Object.keys(row.responses).filter((code) => Number(code) < 400).length, where).toBe(1)
      for (const response of Object.values<Described>(row.responses))
        expect(response.description, where).toEqual(expect.any(String))
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
      const told = row.parameters.filter((each: Described) => each.in === 'path')
      expect(told.map(({ name }: Described) => name).sort(), where).toEqual(inPath)
      for (const each of row.parameters) {
        expect(['path', 'query', 'header', 'cookie'], where).toContain(each.in)
        expect(each.schema, where).toBeDefined()
        if (each.in === 'path') expect(each.required, where).toBe(true)
      }
      const keys = row.parameters.map((each: Described) => `${each.in} ${each.name}`)
      expect(new Set(keys).size, where).toBe(keys.length)
      if (row.requestBody) expect(method, where).not.toBe('GET')
      for (const needed of row.security ?? [])
        expect(schemes, where).toEqual(expect.arrayContaining(Object.keys(needed)))
    }
  })

  it('[HTTP7] refers to nothing that it does not hold', () => {
    const missing: string[] = []
    const look = (value: Described): void => {
      if (typeof value !== 'object' || value === null) return
      for (const [key, each] of Object.entries(value)) {
        if (key === '$ref' && typeof each === 'string' && each.startsWith('#/components/')) {
          const found = each
            .slice(2)
            .split('/')
            .reduce((at: Described, step) => at?.[step.replaceAll('~1', '/')], API)
          if (found === undefined) missing.push(each)
        } else look(each)
      }
    }
    look(API)
    expect(missing).toEqual([])
  })

  it('[HTTP7] says the same every time, as JSON', () => {
    expect(JSON.parse(JSON.stringify(API))).toEqual(API)
    expect(openApi()).toEqual(API)
  })
})

describe('the refusals that the description names', () => {
  let server: TestServer
  let owner: TestPerson
  let caseId: string
  let token: string
  beforeAll(async () => {
    server = await startServer()
    owner = await server.person('owner@mdm.example', { organisation: 'Pumps', side: 'mdm' })
    await server.runtime.db.update(people).set({ administersHome: true }).where(eq(people.id, owner.id))
    caseId = await server.newCase(owner)
    const only = { name: 'x', scope: 'write', days: 1, cases: [caseId], password: PASSWORD }
    token = ((await (await owner.post('/api/me/tokens', only)).json()) as { token: string }).token
  })
  afterAll(() => server.close())

  const isFile = (row: Described) =>
    Object.values<Described>(row.requestBody?.content ?? {}).some(({ schema }) => schema.type === 'string')
  /** How each status is brought about; what is not here is justified below. */
  type Way = (method: string, path: string, file: boolean) => Promise<Response>
  const send = (method: string, path: string, headers: Record<string, string>, body?: string) =>
    server.fetch(path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: method === 'GET' ? undefined : (body ?? '{}'),
    })
  /** A request that says that it brings 400 MB, and brings nothing. */
  const announce = (method: string, path: string) =>
    new Promise<Response>((resolve, reject) => {
      const headers = { ...mine(), 'content-type': 'application/octet-stream', 'content-length': 400_000_000 }
      const asked = request(`${server.url}${path}`, { method, headers }, (answer) => {
        resolve(new Response(null, { status: answer.statusCode ?? 500 }))
        asked.destroy()
      })
      asked.on('error', reject)
      asked.flushHeaders()
    })
  const mine = () => ({ cookie: owner.cookie, origin: server.url })
  const at = (path: string) => path.replace('{caseId}', caseId).replaceAll(/\{\w+\}/g, '1')
  const WAYS: Readonly<Record<string, Way>> = {
    400: (method, path, file) =>
      file
        ? send(method, `${at(path)}?format=auto`, { ...mine(), 'content-type': 'multipart/form-data' }, 'x')
        : send(method, at(path), mine(), '{"a":'),
    401: (method, path) => send(method, at(path), {}),
    403: (method, path) =>
      method === 'GET'
        ? send(method, at(path), { authorization: `Bearer ${token}` })
        : send(method, at(path), { cookie: owner.cookie, origin: 'https://evil.example' }),
    404: (method, path) => send(method, path.replaceAll(/\{\w+\}/g, 'absent0000'), mine()),
    413: (method, path) => announce(method, `${at(path)}?format=auto`),
    422: (method, path, file) =>
      send(method, `${at(path)}${file ? '?format=nothing&confidentiality=nobody&case=7' : ''}`, mine(), '[7]'),
  }
  /** Not brought about here, each with where it is. */
  const ELSEWHERE: Readonly<Record<string, string>> = {
    409: 'Every command with an Idempotency-Key can find its first attempt under way (requests.test.ts), besides what the use cases say.',
    429: 'Wrong passwords for one name make wait (api-token.test.ts, sign-in.test.ts): one counter for all of them.',
  }

  it.each(['400', '401', '403', '404', '413', '422'])('[HTTP9] %s can be met wherever it is named', async (status) => {
    const way = WAYS[status] as Way
    const wrong: string[] = []
    for (const { method, path, row } of OPERATIONS) {
      if (row.responses[status] === undefined) continue
      const answer = await way(method, path, isFile(row))
      // A body that does not fit is refused before what it is about is looked for.
      const met = String(answer.status) === status || (status === '404' && answer.status === 422)
      if (!met) wrong.push(`${method} ${path}: ${answer.status}`)
    }
    expect(wrong).toEqual([])
  })

  it('[HTTP9] none is named that nobody can meet', () => {
    const named = new Set(
      OPERATIONS.flatMap(({ row }) => Object.keys(row.responses)).filter((code) => Number(code) >= 400),
    )
    expect([...named].filter((code) => WAYS[code] === undefined && ELSEWHERE[code] === undefined)).toEqual([])
    expect(mayAsk('GET /api/me', 'read', true)).toBe(true)
  })
})
