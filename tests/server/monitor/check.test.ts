import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tidyWatched, watchKey } from '@/lib/monitor/watch'
import { hasSharedData, sharedText } from '../../support/shared-data'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let maria: TestPerson
let hana: TestPerson
let rita: TestPerson
let nobody: TestPerson
let pump: string
let monitor: string
let foreign: string
let risk: string
beforeAll(async () => {
  server = await startServer()
  maria = await server.person('maria@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  const other = await server.person('other@mdm.example', { organisation: 'Others', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { organisation: 'Clinic', side: 'hdo' })
  rita = await server.person('rita@assessor.example')
  nobody = await server.person('nobody@outside.example')
  pump = await server.newCase(maria, { template: 'iec-80001-2-9', title: 'Pump' })
  monitor = await server.newCase(maria, { template: 'iec-80001-2-9', title: 'Monitor' })
  foreign = await server.newCase(other, { template: 'iec-80001-2-9', title: 'Secret' })
  await server.seat(pump, hana, 'hdo', ['read', 'comment', 'approve'])
  await server.seat(pump, rita, undefined, ['read'])
  const act = (who: TestPerson, id: string, command: string, args: unknown) =>
    who.post(`/api/cases/${id}/commands`, { command, args })
  await act(maria, pump, 'decide-capability', { capability: 'PAUT', decision: 'required' })
  await act(maria, pump, 'add-risk', { capability: 'PAUT', values: { threat: 'Guessing', cve: 'CVE-2026-1111' } })
  const { elements } = await get(maria, `/api/cases/${pump}/graph`)
  risk = elements.find(({ role }: Body) => role === 'C7').id
  for (const [who, id] of [
    [maria, pump],
    [maria, monitor],
    [other, foreign],
  ] as const) {
    expect(
      (await who.post(`/api/cases/${id}/watch`, { add: [{ name: 'Pump One', vendor: 'Acme', version: '4.1' }] }))
        .status,
    ).toBe(200)
  }
})
afterAll(() => server.close())

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked at field by field
type Body = any

const csaf = (cves: readonly string[], status = 'known_affected', version = '1', id = 'ADV-1') =>
  JSON.stringify({
    document: { csaf_version: '2.0', title: 'Acme pumps', publisher: { name: 'Acme' }, tracking: { id, version } },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: 'Acme',
          branches: [
            {
              category: 'product_name',
              name: 'Pump One',
              branches: [
                { category: 'product_version_range', name: '<= 4.2', product: { product_id: 'P', name: 'Pump One' } },
              ],
            },
          ],
        },
      ],
    },
    vulnerabilities: cves.map((cve) => ({
      cve,
      cwe: { id: 'CWE-287', name: 'x' },
      product_status: { [status]: ['P'] },
      flags: [{ label: 'component_not_present' }],
    })),
  })

async function send(who: TestPerson, path: string, file: string) {
  const response = await server.fetch(path, {
    method: 'POST',
    headers: { cookie: who.cookie, origin: server.url },
    body: file,
  })
  return { status: response.status, body: (await response.json()) as Body }
}
const check = (who: TestPerson, id: string, file: string, query = '') =>
  send(who, `/api/cases/${id}/check${query}`, file)
const get = async (who: TestPerson, path: string): Promise<Body> => (await who.get(path)).json()

/** The approval of a claim, each side's word. */
async function approve(who: TestPerson, claim: string) {
  const { claims } = await get(who, `/api/cases/${pump}/approvals?claim=${claim}`)
  const answer = await who.post(`/api/cases/${pump}/approvals`, {
    claim,
    verdict: 'approve',
    digests: claims[0].digests,
  })
  expect(answer.status).toBeLessThan(300)
}
const standing = async (who: TestPerson, claim: string) =>
  (await get(who, `/api/cases/${pump}/approvals?claim=${claim}`)).claims[0].sides

describe('the watch list of a case', () => {
  it('[MON1] is changed by who may edit, read by everybody in the case, and told in the shared history', async () => {
    const add = [{ name: 'OpenSSL', purl: 'pkg:generic/openssl@1.1.1k' }]
    const first = await maria.post(`/api/cases/${pump}/watch`, { add })
    expect(await first.json()).toEqual({ added: 1, removed: 0, there: 0 })
    expect(await (await maria.post(`/api/cases/${pump}/watch`, { add })).json()).toEqual({
      added: 0,
      removed: 0,
      there: 1,
    })
    const { entries } = await get(rita, `/api/cases/${pump}/watch`)
    expect(entries.map(({ name, source, side, by }: Body) => [name, source, side, by])).toEqual([
      ['OpenSSL', 'typed', 'mdm', maria.name],
      ['Pump One', 'typed', 'mdm', maria.name],
    ])
    const ledger = await get(hana, `/api/cases/${pump}/ledger`)
    expect(
      ledger.entries.filter(({ kind }: Body) => kind === 'watch.changed').map(({ body }: Body) => body.addedNames),
    ).toEqual([['Pump One 4.1'], ['OpenSSL']])
    const key = watchKey(tidyWatched({ name: 'OpenSSL', purl: 'pkg:generic/openssl@1.1.1k' }))
    expect(await (await maria.post(`/api/cases/${pump}/watch`, { remove: [key] })).json()).toMatchObject({ removed: 1 })
    expect(await (await maria.post(`/api/cases/${pump}/watch`, { add })).json()).toMatchObject({ added: 1 })
    await maria.post(`/api/cases/${pump}/watch`, { remove: [key] })
  })

  it('[MON1] is closed to who may not edit, and absent for outsiders', async () => {
    const add = [{ name: 'x' }]
    expect((await hana.post(`/api/cases/${pump}/watch`, { add })).status).toBe(403)
    expect((await rita.post(`/api/cases/${pump}/watch`, { add })).status).toBe(403)
    expect((await nobody.post(`/api/cases/${pump}/watch`, { add })).status).toBe(404)
    expect((await nobody.get(`/api/cases/${pump}/watch`)).status).toBe(404)
    expect((await maria.post(`/api/cases/${pump}/watch`, { add: [{ name: ' ' }] })).status).toBe(422)
    expect((await send(hana, `/api/cases/${pump}/watch/file`, csaf(['CVE-2026-1111']))).status).toBe(403)
  })

  it.skipIf(!hasSharedData)('[MON1] takes a whole bill of materials at one click, and again nothing', async () => {
    const id = await server.newCase(maria, { template: 'blank' })
    const bom = sharedText('sbom-vex/cyclonedx-juice-shop-11.1.2.bom.json')
    const path = `/api/cases/${id}/watch/file?name=juice.json`
    expect((await send(maria, `${path}&dry-run=true`, bom)).body).toMatchObject({ dryRun: true, added: 841 })
    expect((await get(maria, `/api/cases/${id}/watch`)).entries).toEqual([])
    expect((await send(maria, path, bom)).body).toMatchObject({ added: 841, there: 0, title: expect.any(String) })
    expect((await send(maria, path, bom)).body).toMatchObject({ added: 0, there: 841 })
    const { entries } = await get(maria, `/api/cases/${id}/watch`)
    expect(entries[0]).toMatchObject({ source: 'sbom', sourceName: 'juice.json' })
  })
})

describe('checking an advisory', () => {
  it('[MON10] names the cases that it touches, and none that its person takes no part in', async () => {
    const file = csaf(['CVE-2026-1111', 'CVE-2026-9999'])
    const mine = await send(maria, '/api/check', file)
    expect(mine.body.cases.map(({ title }: Body) => title).sort()).toEqual(['Monitor', 'Pump'])
    const theirs = await send(hana, '/api/check', file)
    expect(theirs.body).toMatchObject({ checked: 1, cases: [{ title: 'Pump', mayAccept: true }] })
    expect((await send(nobody, '/api/check', file)).body).toMatchObject({ checked: 0, cases: [] })
    expect((await send(rita, '/api/check', file)).body.cases).toMatchObject([{ case: pump, mayAccept: false }])
    expect((await send(maria, '/api/check', 'PK')).status).toBe(422)
    expect((await check(maria, foreign, file)).status).toBe(404)
  })

  it('[MON7] [MON8] opens threads and challenges approvals on both sides when accepted, once', async () => {
    await approve(maria, risk)
    await approve(hana, risk)
    const file = csaf(['CVE-2026-1111'])
    const [one, two] = await Promise.all([
      check(hana, pump, file, '?accept=true'),
      check(maria, pump, file, '?accept=true'),
    ])
    expect([one, two].map(({ body }) => body.accepted.opened.length).sort()).toEqual([0, 1])
    for (const who of [maria, hana, rita]) {
      const sides = await standing(who, risk)
      expect(sides.mdm).toMatchObject({ state: 'stale', why: ['challenged by CVE-2026-1111 (ADV-1)'] })
      expect(sides.hdo).toMatchObject({ state: 'stale' })
      const { threads } = await get(who, `/api/cases/${pump}/threads?element=${risk}`)
      expect(threads).toHaveLength(1)
      expect(threads[0].text).toContain('CVE-2026-1111')
    }
    expect((await get(maria, '/api/inbox')).cases[0].waiting).toMatchObject([{ kind: 'stale', element: risk }])
    expect((await check(maria, pump, file)).body.check).toMatchObject({ fresh: [], claims: [{ claim: risk }] })
  })

  it('[MON7] takes of a newer revision only what is new', async () => {
    const again = await check(
      maria,
      pump,
      csaf(['CVE-2026-1111', 'CVE-2026-7777'], 'known_affected', '2'),
      '?accept=true',
    )
    expect(again.body.accepted.opened).toEqual(['C5-PAUT'])
  })

  it('[MON10] records nothing for who may only read', async () => {
    const file = csaf(['CVE-2026-8888'])
    expect((await check(rita, pump, file, '?accept=true')).status).toBe(403)
    expect((await check(rita, pump, file)).status).toBe(200)
    expect((await check(nobody, pump, file, '?accept=true')).status).toBe(404)
    expect((await check(maria, foreign, file, '?accept=true')).status).toBe(404)
  })

  it('[MON9] answers a thread with what a VEX calls not affected, and leaves it and the challenge open', async () => {
    const vex = csaf(['CVE-2026-1111'], 'known_not_affected', '1', 'VEX-1')
    const first = await check(maria, pump, vex)
    expect(first.body.check).toMatchObject({
      claims: [],
      unaffected: [{ reason: 'component not present' }],
      replies: [{ element: risk }],
    })
    expect((await check(maria, pump, vex, '?replies=true')).body.accepted).toEqual({ opened: [], replied: 1 })
    expect((await check(maria, pump, vex, '?replies=true')).body.accepted).toEqual({ opened: [], replied: 0 })
    const { threads } = await get(hana, `/api/cases/${pump}/threads?element=${risk}`)
    expect(threads[0]).toMatchObject({ replies: [{ text: expect.stringContaining('component not present') }] })
    expect(threads[0].resolved).toBeUndefined()
    expect((await standing(hana, risk)).hdo.state).toBe('stale')
  })

  it('[MON8] is answered by each side for itself, and taken back only by the side that raised it', async () => {
    await approve(maria, risk)
    expect((await standing(hana, risk)).mdm.state).toBe('approved')
    expect((await standing(hana, risk)).hdo.state).toBe('stale')
    const { entries } = await get(maria, `/api/cases/${pump}/ledger`)
    const raised = entries.findLast(({ kind }: Body) => kind === 'alert.raised')
    const path = `/api/cases/${pump}/alerts/${raised.body.alert}/withdraw`
    expect((await hana.post(path, { note: 'Not ours.' })).status).toBe(403)
    expect((await rita.post(path, { note: 'Not ours.' })).status).toBe(403)
    expect((await maria.post(path, { note: '' })).status).toBe(422)
    expect((await maria.post(path, { note: 'Another device.' })).status).toBe(200)
    expect((await maria.post(path, { note: 'Another device.' })).status).toBe(409)
    expect((await maria.post(`/api/cases/${pump}/alerts/none/withdraw`, { note: 'x' })).status).toBe(404)
  })

  it('[MON10] leaves archived cases out, and a copy watches what its origin watches', async () => {
    const copy = await maria.post(`/api/cases/${monitor}/duplicate`, {
      kind: 'version',
      title: 'Monitor 2',
      device: { name: 'M', version: '2' },
    })
    const { id } = (await copy.json()) as { id: string }
    expect((await get(maria, `/api/cases/${id}/watch`)).entries).toMatchObject([{ name: 'Pump One' }])
    expect((await maria.post(`/api/cases/${monitor}/archive`, { archived: true })).status).toBe(200)
    const { cases } = (await send(maria, '/api/check', csaf(['CVE-2026-1111']))).body
    expect(cases.map(({ title }: Body) => title).sort()).toEqual(['Monitor 2', 'Pump'])
  })
})
