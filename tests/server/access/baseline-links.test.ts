import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBundle } from '@/lib/agreement/verify'
import { verifyByNode } from '@/server/cli/node-ed25519'
import { baselineLinks } from '@/server/store/schema'
import { AgreementCase, ALL, buildVerifier } from '../../support/agreement-case'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let mara: TestPerson
let hana: TestPerson
let it_: AgreementCase
let now = Date.parse('2026-11-22T10:00:00.000Z')

beforeAll(async () => {
  await buildVerifier()
  server = await startServer({ clock: () => new Date(now++).toISOString() })
  mara = await server.person('mara@mdm.example', { name: 'Mara Keller', organisation: 'Pump Works', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { name: 'Hana Novak', organisation: 'St. Brigid', side: 'hdo' })
  it_ = new AgreementCase(server, await server.newCase(mara), mara)
  await server.seat(it_.id, mara, 'mdm', ALL)
  await server.seat(it_.id, hana, 'hdo', ALL)
  await it_.edit('The pump is acceptably secure')
  await server.adoptCharter(it_.id, mara, hana)
  await it_.propose(mara)
  await it_.act(mara, 1, 'sign')
  expect((await it_.act(hana, 1, 'sign')).body.baseline).toBe(1)
  await it_.edit('Said after it was signed')
}, 120_000)
afterAll(() => server?.close())

const make = async (by: TestPerson, body: object = {}) =>
  it_.post(by, it_.api('/baseline-links'), { baseline: 1, label: 'Notified body, Ms <b>Berg</b>', ...body })
const pathOf = (made: { body: object }) => new URL((made.body as { url: string }).url).pathname
const listed = async (by: TestPerson) =>
  (
    await it_.get<{ links: { id: string; state: string; openings: number; mine: boolean }[] }>(
      by,
      it_.api('/baseline-links'),
    )
  ).links

describe('a link to a baseline', () => {
  it('[ASL1] is made by an administrator of either side, told once, and seen by both', async () => {
    const made = await make(mara)
    expect(made.status).toBe(201)
    const token = pathOf(made).split('/')[2] ?? ''
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(await server.runtime.db.select().from(baselineLinks))).not.toContain(token)
    expect(await listed(mara)).toMatchObject([{ state: 'open', openings: 0, mine: true }])
    expect(await listed(hana)).toMatchObject([{ state: 'open', openings: 0, mine: false }])
    expect(JSON.stringify(await listed(hana))).not.toContain(token)
    expect((await it_.history(hana)).at(-1)).toMatchObject({ kind: 'link.made', body: { baseline: 1, side: 'mdm' } })
    expect((await make(hana)).status).toBe(201)
    expect(await make(mara, { baseline: 7 })).toMatchObject({
      status: 404,
      body: { error: { code: 'baseline-not-found' } },
    })
    expect((await make(mara, { label: ' ' })).status).toBe(422)
    expect((await make(mara, { label: 'x'.repeat(201) })).status).toBe(422)
    const editor = await server.person('editor@mdm.example')
    await server.seat(it_.id, editor, 'mdm', ['read', 'edit', 'sign'])
    expect((await make(editor)).status).toBe(403)
    const assessor = await server.person('assessor@else.example')
    await server.seat(it_.id, assessor, undefined, ['read', 'administer'])
    expect((await make(assessor)).status).toBe(403)
  })

  it('[ASL4] shows the frozen page and the signed file to somebody without an account, and nothing else', async () => {
    const path = pathOf(await make(mara))
    const page = await server.fetch(path)
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html).toContain('Baseline 1 of A case')
    expect(html).not.toMatch(/<script|onload|javascript:/i)
    expect(html).not.toContain('Said after it was signed')
    expect(html).not.toContain(it_.id)
    expect(page.headers.get('set-cookie')).toBeNull()
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; frame-src 'self';/,
    )
    for (const [name, value] of [
      ['referrer-policy', 'no-referrer'],
      ['x-robots-tag', 'noindex, nofollow, noarchive'],
      ['cache-control', 'private, no-store'],
      ['x-frame-options', 'DENY'],
    ] as const) {
      expect(page.headers.get(name)).toBe(value)
    }
    const view = await server.fetch(`${path}/view`)
    const words = await view.text()
    expect(words).toContain('The pump is acceptably secure')
    expect(words).not.toContain('Said after it was signed')
    expect(view.headers.get('content-security-policy')).toContain("frame-ancestors 'self'; sandbox")
    const file = await server.fetch(`${path}/baseline.rab`)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="a-case-baseline-1\.rab"$/)
    const bundle = new Uint8Array(await file.arrayBuffer())
    expect(verifyBundle(bundle, verifyByNode)).toMatchObject({ status: 'valid', problems: [] })
    const inside = Object.values(unzipSync(bundle))
      .map((bytes) => Buffer.from(bytes).toString('latin1'))
      .join('\n')
    expect(inside).not.toContain('Said after it was signed')
    expect(inside).not.toContain('Berg')
    // The link opens its own three addresses and none of the API.
    const token = path.split('/')[2] ?? ''
    const ways: Record<string, string>[] = [
      { authorization: `Bearer ${token}` },
      { cookie: `next-auth.session-token=${token}` },
    ]
    for (const headers of ways) {
      expect((await server.fetch(it_.api('/graph'), { headers })).status).toBe(401)
    }
    for (const rest of ['/', '/ledger.json', '/view/../../..', '/../../../etc/passwd']) {
      expect((await server.fetch(`${path}${rest}`)).status).toBe(404)
    }
  })

  it('[ASL3] stands in the history of both sides each time it is opened', async () => {
    const made = await make(hana)
    const path = pathOf(made)
    const before = (await it_.history()).length
    await server.fetch(path)
    await server.fetch(`${path}/view`)
    await server.fetch(`${path}/baseline.rab`)
    for (const side of [mara, hana]) {
      const news = (await it_.history(side)).slice(before)
      expect(news.map(({ kind, body }) => [kind, body.what])).toEqual([
        ['link.opened', 'page'],
        ['link.opened', 'bundle'],
      ])
      expect(news[0]?.actor).toMatchObject({ id: 'service' })
    }
    expect((await listed(mara)).find(({ id }) => id === (made.body as { id: string }).id)).toMatchObject({
      openings: 2,
    })
  })

  it('[ASL2] opens nothing once it is taken back or has run out, and looks like one that never was', async () => {
    const made = await make(hana)
    const path = pathOf(made)
    const { id } = made.body as { id: string }
    const foreign = await it_.post(mara, it_.api(`/baseline-links/${id}/revoke`))
    expect(foreign.status).toBe(403)
    expect((await it_.post(hana, it_.api(`/baseline-links/${id}/revoke`))).status).toBe(200)
    expect((await it_.post(hana, it_.api(`/baseline-links/${id}/revoke`))).status).toBe(200)
    const old = pathOf(await make(hana, { days: 1 }))
    now += 86_400_000
    const never = `/assess/${'a'.repeat(43)}`
    const pages = await Promise.all([path, old, never].map(async (each) => (await server.fetch(each)).text()))
    expect(pages[0]).toContain('This link opens nothing.')
    expect(new Set(pages).size).toBe(1)
    for (const rest of ['', '/view', '/baseline.rab']) {
      for (const each of [path, old, never]) expect((await server.fetch(`${each}${rest}`)).status).toBe(404)
    }
    expect((await it_.history(mara)).filter(({ kind }) => kind === 'link.revoked')).toHaveLength(1)
  })

  it('[ASL3] bounds how often a link is opened and how often links are guessed', async () => {
    const path = pathOf(await make(mara))
    const statuses: number[] = []
    for (let n = 0; n < 45; n++) statuses.push((await server.fetch(`${path}/view`)).status)
    expect(statuses.slice(0, 40).every((status) => status === 200)).toBe(true)
    expect(statuses.at(-1)).toBe(429)
    const guesses: number[] = []
    for (let n = 0; n < 45; n++) guesses.push((await server.fetch(`/assess/${String(n).padStart(43, 'b')}`)).status)
    expect(guesses.at(-1)).toBe(429)
    // Who has a link that works is not held up by those who guess.
    expect((await server.fetch(pathOf(await make(mara)))).status).toBe(200)
  })
})
