import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from '@/server/http/openapi'
import { ROUTE_RULES } from '../../support/access-rules'
import { AgreementCase, ALL } from '../../support/agreement-case'
import { exampleBody } from '../../support/example-body'
import { routes } from '../../support/routes'
import { PASSWORD, startServer, type TestPerson, type TestServer } from '../../support/startServer'

const SECRET = 'What only St. Brigid and Pump Works know'
let server: TestServer
/** Two rivals, each with every right in a case of their own. */
let own: AgreementCase
let eve: TestPerson
let theirs: AgreementCase
/** What the case of the others has, by the name that an address gives it. */
let ids: Record<string, readonly string[]>

beforeAll(async () => {
  server = await startServer()
  const mara = await server.person('mara@mdm.example', { name: 'Mara', organisation: 'Pump Works', side: 'mdm' })
  const hana = await server.person('hana@hdo.example', { name: 'Hana', organisation: 'St. Brigid', side: 'hdo' })
  eve = await server.person('eve@rival.example', { name: 'Eve', organisation: 'Rival Pumps', side: 'mdm' })
  theirs = new AgreementCase(server, await server.newCase(mara, { title: SECRET }), mara)
  await server.seat(theirs.id, mara, 'mdm', ALL)
  await server.seat(theirs.id, hana, 'hdo', ALL)
  await theirs.edit(SECRET)
  await server.adoptCharter(theirs.id, mara, hana)
  const { key } = await theirs.enrol(mara)
  await theirs.propose(mara)
  await theirs.act(mara, 1, 'sign')
  await theirs.act(hana, 1, 'sign')
  const graph = await theirs.get<{ elements: { id: string }[] }>(mara, theirs.api('/graph'))
  const element = graph.elements[0]?.id ?? ''
  const thread = await theirs.post(mara, theirs.api('/threads'), {
    element,
    text: SECRET,
    audience: 'all',
  })
  const link = await theirs.post(mara, theirs.api('/baseline-links'), { baseline: 1, label: SECRET })
  const invitation = await theirs.post(mara, theirs.api('/invitations'), {
    email: 'new@mdm.example',
    side: 'mdm',
    rights: ['read'],
  })
  const token = await theirs.post(mara, '/api/me/tokens', {
    name: SECRET,
    scope: 'read',
    days: 30,
    password: PASSWORD,
  })
  const found = (body: object, ...names: string[]) =>
    names.flatMap((name) => {
      const [, value] = new RegExp(`"${name}":"([A-Za-z0-9_-]{8,})"`).exec(JSON.stringify(body)) ?? []
      return value === undefined ? [] : [value]
    })
  ids = {
    number: ['1'],
    seq: ['1', '2'],
    elementId: [element],
    threadId: found(thread.body, 'thread', 'id'),
    credential: [key.id],
    delegationId: ['delegation-of-others'],
    delegation: ['delegation-of-others'],
    link: found(link.body, 'id'),
    invitation: found(invitation.body, 'id'),
    personId: [mara.id, hana.id],
    patternId: ['pattern-of-others'],
    alertId: ['alert-of-others'],
    tokenId: found(token.body, 'id'),
    token: ['a'.repeat(43)],
    path: ['content/case.json', 'view/agreement.html', '../1/content/case.json'],
    sha256: ['a'.repeat(64)],
    session: ['a'.repeat(32)],
    step: ['a'.repeat(32)],
  }
  own = new AgreementCase(server, await server.newCase(eve, { title: 'A case of my own' }), eve)
  await server.seat(own.id, eve, 'mdm', ALL)
}, 120_000)
afterAll(() => server?.close())

type Described = Record<string, Record<string, { requestBody?: { content: Record<string, { schema?: object }> } }>>

describe('two companies on one server, against a rival who knows their ids', () => {
  it('[SEC4] no id of theirs opens, changes or betrays anything, through no address and in no place of it', async () => {
    const described = openApi().paths as Described
    const offered = (await own.get<{ offered: unknown }>(eve, own.api('/charter'))).offered
    const bad: string[] = []
    let tried = 0
    for (const { method, pattern } of routes()) {
      const names = [...pattern.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = '']) => name)
      const rule = ROUTE_RULES[`${method} ${pattern}`]
      if (names.length === 0 || rule?.who === 'anybody') continue
      const path = pattern.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')
      const schema = described[path]?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema
      const body =
        method === 'GET'
          ? undefined
          : JSON.stringify(rule?.body?.({ offered, caseId: own.id }) ?? exampleBody(schema as never))
      for (const caseId of names.includes('caseId') ? [own.id, theirs.id] : ['']) {
        const rest = names.filter((name) => name !== 'caseId')
        // Only theirs, or theirs under a case of one's own.
        if (rest.length === 0 && caseId === own.id) continue
        const unknown = rest.filter((name) => (ids[name] ?? []).length === 0)
        expect(unknown, `${pattern}: an id without a row in this test`).toEqual([])
        const count = Math.max(1, ...rest.map((name) => ids[name]?.length ?? 0))
        for (let n = 0; n < count; n++) {
          const address = pattern.replaceAll(/\[(\.\.\.)?(\w+)\]/g, (_whole, all: string | undefined, name: string) => {
            const value = name === 'caseId' ? caseId : (ids[name]?.[n % (ids[name]?.length ?? 1)] ?? '')
            return all ? value : encodeURIComponent(value)
          })
          const headers = { cookie: eve.cookie, origin: server.url, 'content-type': 'application/json' }
          const answer = await server.fetch(address, { method, headers, body })
          const text = await answer.text()
          tried++
          // An empty list of what is nobody's, such as the versions of an unknown pattern, opens nothing.
          const opened = answer.status < 400 && (caseId === theirs.id || (caseId === '' && method !== 'GET'))
          // A place in a list of one's own case may well be a number: it tells of that case alone.
          const betrayed = text.includes(SECRET) || text.includes('St. Brigid') || text.includes('hana@')
          if (opened || betrayed || answer.status >= 500) bad.push(`${method} ${address}: ${answer.status}`)
        }
      }
    }
    expect(bad).toEqual([])
    expect(tried).toBeGreaterThan(100)
    expect((await theirs.version(1)).proposal.state).toBe('in-force')
  })
})
