import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { digestOf, isTheSame, makeToken, tokenId } from '@/server/auth/api-token'
import { revokeTokensOf } from '@/server/commands/own-tokens'
import * as schema from '@/server/store/schema'
import { silent } from '../../support/dataDir'
import { PASSWORD, startServer, type TestPerson, type TestServer } from '../../support/startServer'

const said: string[] = []
let now = Date.parse('2026-11-20T09:41:12.000Z')
let server: TestServer
let owner: TestPerson
let first: string
let second: string
beforeAll(async () => {
  const tell = (...words: unknown[]) => void said.push(JSON.stringify(words))
  const log = { ...silent, debug: tell, info: tell, warn: tell, error: tell }
  server = await startServer({ log, clock: () => new Date(now++).toISOString() })
  owner = await server.person('owner@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  first = await server.newCase(owner, { template: 'iec-80001-2-9' })
  second = await server.newCase(owner)
})
afterAll(() => server.close())

interface Made {
  readonly id: string
  readonly token: string
}
const made = async (person: TestPerson, request: object = {}): Promise<Made> => {
  const body = { name: 'A script', scope: 'read', days: 30, password: PASSWORD, ...request }
  const answer = await person.post('/api/me/tokens', body)
  if (answer.status !== 201) throw new Error(`no token: ${await answer.text()}`)
  return (await answer.json()) as Made
}
const ask = (token: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  server.fetch(path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
const codeOf = async (answer: Response) => ((await answer.json()) as { error?: { code: string } }).error?.code
const revoke = (person: TestPerson, id: string) =>
  server.fetch(`/api/me/tokens/${id}`, { method: 'DELETE', headers: { cookie: person.cookie, origin: server.url } })
const listed = async (person: TestPerson) =>
  ((await (await person.get('/api/me/tokens')).json()) as { tokens: Record<string, unknown>[] }).tokens

describe('the form of a token', () => {
  it('[TOK1] is told from chance by its prefix and check sum, and holds 256 random bits', () => {
    const all = Array.from({ length: 200 }, () => makeToken())
    expect(new Set(all.map(({ token }) => token)).size).toBe(200)
    for (const { id, token, digest } of all) {
      expect(token).toMatch(/^accord_[0-9A-Za-z]{61}$/)
      expect(tokenId(token)).toBe(id)
      expect(isTheSame(token, digest)).toBe(true)
      const other = token.slice(0, 30) + (token[30] === 'a' ? 'b' : 'a') + token.slice(31)
      expect(tokenId(other), 'one letter wrong').toBeUndefined()
    }
    const bits = makeToken((length) => new Uint8Array(length).fill(255))
    const none = makeToken((length) => new Uint8Array(length))
    expect(tokenId(bits.token)).toBe(bits.id)
    expect(none.token).toMatch(/^accord_0{55}/)
  })

  it('[TOK1] is compared in constant time, as digests of one length, also when there is no such token', () => {
    const { token, digest } = makeToken()
    expect(isTheSame(makeToken().token, digest)).toBe(false)
    expect(isTheSame(token, undefined)).toBe(false)
    expect(isTheSame(token, digest.subarray(0, 31))).toBe(false)
    expect(isTheSame('', new Uint8Array(32))).toBe(false)
    expect(digestOf(token)).toHaveLength(32)
    const source = readFileSync(join(import.meta.dirname, '../../../server/auth/api-token.ts'), 'utf8')
    expect(source).toContain('timingSafeEqual(digestOf(token), known)')
  })

  it.each(['', 'accord_', 'accord_abc', `accord_${'x'.repeat(100_000)}`, 'ghp_0123', `accord_${'%'.repeat(61)}`])(
    '[TOK2] answers %.20s with 401 and the same sentence as an ended one',
    async (token) => {
      const headers = { authorization: `Bearer ${token.slice(0, 8000)}` }
      const answer = await server.fetch('/api/me', { headers })
      expect(answer.status).toBe(401)
      expect(await codeOf(answer)).toBe('token-not-valid')
    },
  )
})

describe('a token in use', () => {
  it('[TOK3] reads what its person may read, and writes only where it was made to write', async () => {
    const [reads, writes] = [await made(owner), await made(owner, { scope: 'write', name: 'Imports' })]
    const me = (await (await ask(reads.token, 'GET', '/api/me')).json()) as Record<string, unknown>
    expect(me).toMatchObject({ id: owner.id, token: { id: reads.id, scope: 'read' } })
    expect((me.cases as { rights: string[] }[])[0]?.rights).toEqual(['read'])
    const grow = { command: 'decide-capability', args: { capability: 'ALOF', decision: 'required' } }
    const path = `/api/cases/${first}/commands`
    const refused = await ask(reads.token, 'POST', path, grow)
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'token-not-allowed'])
    const done = await ask(writes.token, 'POST', path, grow)
    expect(done.status).toBe(200)
    const { changes } = (await (await ask(reads.token, 'GET', `/api/cases/${first}/history`)).json()) as {
      changes: { by: { id: string } }[]
    }
    expect(changes[0]?.by.id).toBe(owner.id)
  })

  it('[TOK3] has no right that its person has lost meanwhile', async () => {
    const guest = await server.person('guest@mdm.example')
    await server.seat(first, guest, 'mdm', ['read', 'comment', 'edit'])
    const { token } = await made(guest, { scope: 'write' })
    const comment = { element: 'C1', audience: 'all', text: 'From a script.' }
    expect((await ask(token, 'POST', `/api/cases/${first}/threads`, comment)).status).toBe(201)
    await server.seat(first, guest, 'mdm', ['read'])
    const refused = await ask(token, 'POST', `/api/cases/${first}/threads`, comment)
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'not-allowed'])
    await server.runtime.db.delete(schema.participants).where(eq(schema.participants.personId, guest.id))
    expect((await ask(token, 'GET', `/api/cases/${first}`)).status).toBe(404)
  })

  it('[TOK4] for one case shows no other, in no list and under no address', async () => {
    const { token } = await made(owner, { cases: [first], scope: 'write' })
    expect((await ask(token, 'GET', `/api/cases/${first}/graph`)).status).toBe(200)
    for (const path of ['', '/graph', '/export?format=json', '/participants']) {
      const answer = await ask(token, 'GET', `/api/cases/${second}${path}`)
      expect([answer.status, await codeOf(answer)]).toEqual([404, 'case-not-found'])
    }
    const { cases } = (await (await ask(token, 'GET', '/api/cases')).json()) as { cases: { id: string }[] }
    expect(cases.map(({ id }) => id)).toEqual([first])
    for (const path of ['/api/standing', '/api/inbox', '/api/patterns', '/api/agreements/calendar.ics'])
      expect((await ask(token, 'GET', path)).status, path).toBe(403)
    const stranger = await server.person('stranger@outside.example')
    const foreign = { name: 'x', scope: 'read', days: 1, cases: [first], password: PASSWORD }
    expect((await stranger.post('/api/me/tokens', foreign)).status).toBe(404)
  })

  it('[TOK5] opens no socket, and makes the cookies beside it count for nothing', async () => {
    const { token } = await made(owner, { scope: 'write' })
    const headers = { authorization: `Bearer ${token}`, origin: server.url, cookie: owner.cookie }
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/c/${first}`, { headers })
    const closed = await new Promise<number>((resolve) => {
      socket.on('close', (code) => resolve(code))
      socket.on('error', () => resolve(-1))
      socket.on('message', () => resolve(0))
    })
    expect(closed).toBe(4401)

    const wrong = await server.fetch('/api/me', { headers: { authorization: 'Bearer nothing', cookie: owner.cookie } })
    expect(wrong.status).toBe(401)
    const mine = await server.person('cookie@mdm.example')
    const both = await server.fetch('/api/me', {
      headers: { authorization: `bearer ${token}`, cookie: mine.cookie },
    })
    expect(((await both.json()) as { id: string }).id).toBe(owner.id)
    const basic = await server.fetch('/api/me', { headers: { authorization: 'Basic eA==', cookie: mine.cookie } })
    expect(((await basic.json()) as { id: string }).id, 'a proxy’s own password is none of ours').toBe(mine.id)
  })

  it('[TOK5] needs no origin, as no page of somebody else can send it', async () => {
    const { token } = await made(owner, { scope: 'write' })
    const body = { command: 'decide-capability', args: { capability: 'AUDT', decision: 'required' } }
    const answer = await ask(token, 'POST', `/api/cases/${first}/commands`, body, { origin: 'https://ci.example' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('the end of a token', () => {
  it('[TOK2] comes at once when it is revoked, ends, or its person is disabled', async () => {
    const person = await server.person('leaver@mdm.example')
    const [revoked, dated, left] = [await made(person), await made(person, { days: 1 }), await made(person)]
    const status = async ({ token }: Made) => (await ask(token, 'GET', '/api/me')).status
    expect(await Promise.all([revoked, dated, left].map(status))).toEqual([200, 200, 200])
    expect((await revoke(person, revoked.id)).status).toBe(200)
    expect((await revoke(person, revoked.id)).status, 'again').toBe(200)
    expect(await status(revoked)).toBe(401)
    now += 86_400_000
    expect(await status(dated)).toBe(401)
    const { people } = schema
    await server.runtime.db.update(people).set({ disabled: true }).where(eq(people.id, person.id))
    expect(await status(left)).toBe(401)
    await server.runtime.db.update(people).set({ disabled: false }).where(eq(people.id, person.id))
    await revokeTokensOf(person.id)
    expect(await status(left)).toBe(401)
  })

  it('[TOK2] is its owner’s to bring about: somebody else’s token looks absent', async () => {
    const other = await server.person('other@mdm.example')
    const { id, token } = await made(owner)
    expect((await revoke(other, id)).status).toBe(404)
    expect((await revoke(owner, 'absent')).status).toBe(404)
    expect((await ask(token, 'GET', '/api/me')).status).toBe(200)
    expect((await listed(other)).length).toBe(0)
  })
})

describe('what is kept and shown of a token', () => {
  it('[TOK1] is made with the password only, and stands in no table, no file and no log', async () => {
    const person = await server.person('careful@mdm.example')
    const wrong = await person.post('/api/me/tokens', { name: 'x', scope: 'read', days: 1, password: 'wrong' })
    expect([wrong.status, await codeOf(wrong)]).toEqual([403, 'wrong-password'])
    expect((await person.post('/api/me/tokens', { name: 'x', scope: 'read', days: 1 })).status).toBe(403)
    const key = { 'idempotency-key': 'once-only' }
    const body = { name: 'x', scope: 'read', days: 1, password: PASSWORD }
    const { token } = (await (await person.post('/api/me/tokens', body, key)).json()) as Made
    await ask(token, 'GET', '/api/me')
    await ask(token, 'POST', '/api/cases', {})
    const secret = token.slice(19, 62)
    const rows = await Promise.all(
      Object.values(schema)
        .filter((table) => is(table, PgTable))
        .map(async (table) => `${getTableName(table)} ${JSON.stringify(await server.runtime.db.select().from(table))}`),
    )
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.join('\n')).toContain('api_tokens')
    expect(rows.filter((row) => row.includes(secret))).toEqual([])
    const files = readdirSync(server.dataDir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
    const holding = files.filter((each) => readFileSync(join(each.parentPath, each.name)).includes(secret))
    expect(files.length).toBeGreaterThan(5)
    expect(holding.map(({ name }) => name)).toEqual([])
    expect(said.some((line) => line.includes('token.created'))).toBe(true)
    expect(said.filter((line) => line.includes(secret))).toEqual([])
  })

  it('[TOK6] tells its owner when it was made, the hour it was last used, and what it changed or tried to', async () => {
    const person = await server.person('curious@mdm.example')
    await server.seat(second, person, 'mdm', ['read', 'comment', 'edit'])
    const { id, token } = await made(person, { scope: 'write', name: '<script>alert(1)</script>' })
    expect(await listed(person)).toMatchObject([{ id, name: '<script>alert(1)</script>', acts: [] }])
    await ask(token, 'GET', `/api/cases/${second}`)
    await ask(token, 'POST', `/api/cases/${second}/commands`, { command: 'grow-case', args: {} })
    await ask(token, 'POST', `/api/cases/${second}/approvals`, {})
    const [one] = await listed(person)
    expect(one).toMatchObject({
      scope: 'write',
      lastUsedAt: `${new Date(now).toISOString().slice(0, 13)}:00:00.000Z`,
      acts: [
        { act: 'POST /api/cases/{caseId}/approvals', caseId: second, allowed: false },
        { act: 'POST /api/cases/{caseId}/commands', caseId: second, allowed: true },
      ],
    })
    expect(JSON.stringify(one)).not.toMatch(/digest|accord_/)
    expect((await revoke(person, id)).status).toBe(200)
    expect((await listed(person))[0]).toHaveProperty('revokedAt')
  })

  it('[TOK6] keeps the latest of what a busy program did, and not all of it', async () => {
    const person = await server.person('busy@mdm.example')
    const { id, token } = await made(person)
    const { apiTokenActs, apiTokens } = schema
    await server.runtime.db.update(apiTokens).set({ acts: 500 }).where(eq(apiTokens.id, id))
    const old = { tokenId: id, number: 200, at: server.runtime.clock(), act: 'POST /old', allowed: true }
    await server.runtime.db.insert(apiTokenActs).values(old)
    await ask(token, 'POST', '/api/cases', {})
    const kept = await server.runtime.db.select().from(apiTokenActs).where(eq(apiTokenActs.tokenId, id))
    expect(kept.map(({ number }) => number)).toEqual([501])
  })
})
