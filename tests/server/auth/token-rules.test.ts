import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mayAsk, operationOf, TOKEN_RULES } from '@/server/auth/token-rules'
import { guardedRoutes } from '../../support/routes'
import { PASSWORD, startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let owner: TestPerson
let caseId: string
const tokens: Record<string, string> = {}
beforeAll(async () => {
  server = await startServer()
  owner = await server.person('owner@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  caseId = await server.newCase(owner)
  const elsewhere = await server.newCase(owner)
  for (const [name, limits] of Object.entries({
    read: { scope: 'read' },
    write: { scope: 'write' },
    elsewhere: { scope: 'write', cases: [elsewhere] },
  })) {
    const answer = await owner.post('/api/me/tokens', { name, days: 1, password: PASSWORD, ...limits })
    tokens[name] = ((await answer.json()) as { token: string }).token
  }
})
afterAll(() => server.close())

const ROUTES = guardedRoutes().map(({ method, pattern }) => ({
  method,
  pattern,
  operation: `${method} ${pattern.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')}`,
}))
const ask = async (token: string | undefined, method: string, pattern: string) => {
  const path = pattern.replace('[caseId]', caseId).replaceAll(/\[[^\]]+\]/g, '1')
  const answer = await server.fetch(path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: method === 'GET' ? undefined : '{}',
  })
  const text = await answer.text()
  return { status: answer.status, code: /"code":"([a-z-]+)"/.exec(text)?.[1] }
}

describe('what tokens may do on every operation', () => {
  it('[TOK3] is decided for each operation there is, and for no other', () => {
    const known = ROUTES.map(({ operation }) => operation)
    expect(
      known.filter((operation) => !Object.hasOwn(TOKEN_RULES, operation)),
      'decide in server/auth/token-rules.ts what a token may do here: read, write or never',
    ).toEqual([])
    expect(Object.keys(TOKEN_RULES).filter((operation) => !known.includes(operation))).toEqual([])
  })

  it('[TOK3] leaves to people alone whatever binds a side, hands out access or is about an account', () => {
    const binding =
      /\/(approvals|proposals|charter|passkeys|signing-delegations|delegations|participants|workshops|archive|duplicate|seen|erase|mail|tokens|sessions|factors|password|invitations|links)\b/
    const open = Object.entries(TOKEN_RULES).filter(
      ([operation, rule]) => !operation.startsWith('GET ') && binding.test(operation) && rule !== 'never',
    )
    expect(open).toEqual([])
    const account = /^\w+ \/api\/(me\/|passkeys|auth)/
    expect(Object.entries(TOKEN_RULES).filter(([each, rule]) => account.test(each) && rule !== 'never')).toEqual([])
    expect(Object.entries(TOKEN_RULES).filter(([each, rule]) => each.startsWith('GET') && rule === 'write')).toEqual([])
  })

  it.each(ROUTES)('[TOK3] $operation keeps to its rule', async ({ method, pattern, operation }) => {
    const rule = TOKEN_RULES[operation] ?? 'never'
    const [reads, writes] = [await ask(tokens.read, method, pattern), await ask(tokens.write, method, pattern)]
    const refused = { status: 403, code: 'token-not-allowed' }
    if (rule === 'read') expect([401, 403]).not.toContain(reads.status)
    else expect(reads).toEqual(refused)
    if (rule === 'never') expect(writes).toEqual(refused)
    else expect([401, 403]).not.toContain(writes.status)
  })

  it('[TOK4] a token for another case gets nothing out of any of them', async () => {
    for (const { method, pattern, operation } of ROUTES) {
      const { status, code } = await ask(tokens.elsewhere, method, pattern)
      if (['GET /api/me', 'GET /api/cases'].includes(operation)) expect(status).toBe(200)
      else expect([403, 404, 422], `${operation} ${code}`).toContain(status)
    }
  })
})

describe('which operation an address is', () => {
  it('[TOK3] is told by its own spelling only, so that no other one slips past', () => {
    const of = (path: string, params: Record<string, string>) => operationOf('GET', path, params)
    expect(of('/api/cases/c/history/authors', { caseId: 'c' })).toBe('GET /api/cases/{caseId}/history/authors')
    expect(of('/api/cases/c/history/authors', { caseId: 'c', seq: 'authors' })).toBe(
      'GET /api/cases/{caseId}/history/{seq}',
    )
    expect(of('/api/cases/a%20b', { caseId: 'a b' })).toBe('GET /api/cases/{caseId}')
    expect(of('/api/cases/a%20b', { caseId: 'a%20b' })).toBe('GET /api/cases/{caseId}')
    expect(of('/api/cases/c/nothing', { caseId: 'c' })).toBeUndefined()
    expect(of('/api/cases/c', { caseId: 'd' })).toBeUndefined()
    expect(of('/api/cases/%', { caseId: '%' })).toBe('GET /api/cases/{caseId}')
    expect(mayAsk(undefined, 'write', false)).toBe(false)
    expect(mayAsk('POST /api/new-and-undecided', 'write', false)).toBe(false)
  })
})
