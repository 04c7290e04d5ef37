import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkCode } from '@/lib/agreement/word-phrase'
import type { Person } from '@/server/auth/person'
import { findVersion } from '@/server/commands/find-version'
import { listAgreements } from '@/server/commands/list-agreements'
import { readPreview } from '@/server/commands/read-preview'
import { readSince } from '@/server/commands/read-since'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let mara: TestPerson
let reader: TestPerson
let outsider: TestPerson
let caseId: string
let digest: string

const as = ({ id, email, name }: TestPerson) => ({ personId: id, email, name }) as Person

beforeAll(async () => {
  server = await startServer()
  mara = await server.person('mara@mdm.example', { organisation: 'Pump Works', side: 'mdm' })
  const hana = await server.person('hana@hdo.example', { organisation: 'St. Brigid', side: 'hdo' })
  reader = await server.person('reader@assessor.example')
  outsider = await server.person('nobody@outside.example')
  caseId = await server.newCase(mara, { title: 'Pump; with, marks', template: 'iec-80001-2-9' })
  const all = ['read', 'comment', 'edit', 'approve', 'propose', 'sign', 'administer'] as const
  await server.seat(caseId, mara, 'mdm', all)
  await server.seat(caseId, hana, 'hdo', all)
  await server.seat(caseId, reader, undefined, ['read'])
  await server.adoptCharter(caseId, mara, hana)
  const seen = (await (await mara.get(`/api/cases/${caseId}/proposals/preflight`)).json()) as Record<string, unknown>
  const { digest: of, warnings, supersedes } = seen
  const body = { digest: of, warnings, supersedes, reason: 'A first one', title: 'Spring' }
  const proposed = await mara.post(`/api/cases/${caseId}/proposals`, body)
  expect(proposed.status, await proposed.clone().text()).toBe(201)
  digest = ((await proposed.json()) as { digest: string }).digest
}, 60_000)

afterAll(() => server?.close())

describe('GET /api/agreements/calendar.ics', () => {
  it('[CAL2] gives each participant the dates of their cases, of all or of one', async () => {
    for (const person of [mara, reader]) {
      for (const query of ['', `?case=${caseId}`]) {
        const answer = await person.get(`/api/agreements/calendar.ics${query}`)
        expect(answer.status).toBe(200)
        expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
        const file = (await answer.text()).replaceAll('\r\n ', '')
        expect(file).toContain('SUMMARY:Last day to sign: Version 1: Spring')
        expect(file).toContain('Case: Pump\\; with\\, marks')
      }
    }
  })

  it('[ACC6] gives an outsider an empty calendar, and the same answer for a case that is not theirs as for none', async () => {
    expect(await (await outsider.get('/api/agreements/calendar.ics')).text()).not.toContain('BEGIN:VEVENT')
    const [theirs, none] = await Promise.all(
      [caseId, 'nothing'].map((id) => outsider.get(`/api/agreements/calendar.ics?case=${id}`)),
    )
    expect([theirs?.status, none?.status]).toEqual([404, 404])
    expect(await theirs?.text()).toBe(await none?.text())
    expect((await server.fetch('/api/agreements/calendar.ics')).status).toBe(401)
  })
})

describe('the second device', () => {
  it('[WRD2] finds a version by its code for whoever may read it, and for nobody else', async () => {
    const code = checkCode(digest)
    for (const person of [mara, reader]) {
      const found = await findVersion(as(person), code.toLowerCase())
      expect(found).toMatchObject({ ok: true, value: [{ caseId, number: 1, digest }] })
    }
    expect(await findVersion(as(outsider), code)).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
    expect(await findVersion(as(mara), "%' or 1=1")).toMatchObject({ ok: false, refusal: { code: 'malformed' } })
  })
})

describe('overview and preview', () => {
  it('[SIN1] says for every case of mine what waits and what is ahead, and for nobody else', async () => {
    const mine = await listAgreements(as(mara))
    expect(mine).toMatchObject({
      ok: true,
      value: {
        agreements: [
          { caseId, side: 'mdm', inForce: null, differs: null, open: { number: 1, missing: ['mdm', 'hdo'] } },
        ],
      },
    })
    expect(await listAgreements(as(outsider))).toEqual({ ok: true, value: { agreements: [] } })
  })

  it('[SIN1] has nothing to compare with before anything is in force, and nothing for an outsider', async () => {
    expect(await readSince(as(mara), caseId)).toEqual({ ok: true, value: null })
    expect((await readSince(as(outsider), caseId)).ok).toBe(false)
    expect(await readPreview(as(mara), caseId)).toMatchObject({
      ok: true,
      value: { dutyChanges: null, signatories: { mdm: [{ name: 'mara' }], hdo: [{ name: 'hana' }] } },
    })
    expect((await readPreview(as(outsider), caseId)).ok).toBe(false)
  })
})
