import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Right } from '@/lib/access/policy'
import { AgreementCase, ALL } from '../../support/agreement-case'
import { PASSWORD, startServer, type TestPerson, type TestServer } from '../../support/startServer'

const ROLES = {
  administrator: { side: 'hdo', rights: ['read', 'administer'] },
  signatory: { side: 'hdo', rights: ['read', 'sign'] },
  negotiator: { side: 'hdo', rights: ['read', 'propose'] },
  editor: { side: 'hdo', rights: ['read', 'comment', 'edit', 'approve'] },
  assessor: { side: undefined, rights: ['read', 'administer', 'sign', 'propose'] },
} as const satisfies Record<string, { side: 'hdo' | undefined; rights: readonly Right[] }>
type Role = keyof typeof ROLES | 'outsider' | 'nobody'
const EVERYBODY: readonly Role[] = [...(Object.keys(ROLES) as (keyof typeof ROLES)[]), 'outsider', 'nobody']

let server: TestServer
let mara: TestPerson
let it_: AgreementCase
const people = new Map<Role, TestPerson>()

beforeAll(async () => {
  server = await startServer()
  mara = await server.person('mara@mdm.example', { name: 'Mara', organisation: 'Pump Works', side: 'mdm' })
  const id = await server.newCase(mara)
  it_ = new AgreementCase(server, id, mara)
  for (const [role, { side, rights }] of Object.entries(ROLES)) {
    const person = await server.person(`${role}@hdo.example`, { name: role })
    await server.seat(id, person, side, rights)
    people.set(role as Role, person)
  }
  people.set('outsider', await server.person('outsider@else.example'))
  await server.seat(id, mara, 'mdm', ALL)
  await it_.edit('The pump is acceptably secure')
}, 60_000)
afterAll(() => server?.close())

/** What each role is answered: the status, and the code where it is a refusal. */
async function answers(ask: (role: Role) => Promise<Response>): Promise<Record<Role, string>> {
  const found: Record<string, string> = {}
  for (const role of EVERYBODY) {
    const response = await ask(role)
    const { error } = (await response.json()) as { error?: { code: string } }
    found[role] = error === undefined ? String(response.status) : `${response.status} ${error.code}`
  }
  return found
}

function send(role: Role, path: string, body: unknown = {}): Promise<Response> {
  const person = people.get(role)
  if (person !== undefined) return person.post(it_.api(path), body)
  return server.fetch(it_.api(path), {
    method: 'POST',
    headers: { origin: server.url, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

const STRANGERS = { outsider: '404 case-not-found', nobody: '401 not-signed-in' }

describe('who may do what about an agreement', () => {
  it('[CHA2] only administrators of a side propose, adopt and decline a charter', async () => {
    const { offered } = await it_.get<{ offered: object }>(mara, it_.api('/charter'))
    const body = { terms: offered, supersedes: null, password: 'not my password' }
    expect(await answers((role) => send(role, '/charter', body))).toEqual({
      administrator: '403 wrong-password',
      signatory: '403 not-allowed',
      negotiator: '403 not-allowed',
      editor: '403 not-allowed',
      assessor: '403 wrong-password',
      ...STRANGERS,
    })
    const assessor = await send('assessor', '/charter', { ...body, password: PASSWORD })
    expect(((await assessor.json()) as { error: { code: string } }).error.code).toBe('not-allowed')
    const put = await it_.post(mara, it_.api('/charter'), { ...body, password: PASSWORD })
    const { digest } = put.body
    const declined = await answers((role) => send(role, '/charter/1/decline', { digest: '0'.repeat(64), reason: 'No' }))
    expect(declined).toEqual({
      administrator: '409 version-changed',
      signatory: '403 not-allowed',
      negotiator: '403 not-allowed',
      editor: '403 not-allowed',
      assessor: '403 not-allowed',
      ...STRANGERS,
    })
    const adopted = await answers((role) => send(role, '/charter/1/adopt', { digest, password: PASSWORD }))
    expect(adopted).toMatchObject({ administrator: '200', signatory: '403 not-allowed', ...STRANGERS })
  })

  it('[AGR5] negotiators and signatories propose; only signatories of the frozen roster act on a version', async () => {
    const propose = { ...(await it_.proposal()), warnings: '0'.repeat(64) }
    expect(await answers((role) => send(role, '/proposals', propose))).toEqual({
      administrator: '403 not-allowed',
      signatory: '409 warnings-changed',
      negotiator: '409 warnings-changed',
      editor: '403 not-allowed',
      assessor: '403 not-allowed',
      ...STRANGERS,
    })
    expect((await it_.propose()).status).toBe(201)
    const { proposal, manifest } = await it_.version(1)
    const view = manifest.parts.find((p) => p.path === 'view/agreement.html')?.sha256
    const reason = { code: 'other', text: 'Because', elements: [] }
    const prepared = (act: string) =>
      answers((role) => send(role, '/proposals/1/statement', { act, digest: proposal.digest, view, reason }))
    const others = {
      administrator: '403 not-rostered',
      negotiator: '403 not-rostered',
      editor: '403 not-rostered',
      assessor: '403 not-rostered',
      ...STRANGERS,
    }
    expect(await prepared('sign')).toEqual({ signatory: '200', ...others })
    expect(await prepared('refuse')).toEqual({ signatory: '200', ...others })
    expect(await prepared('unsign')).toMatchObject({ signatory: '409 not-signed', ...others })
    expect(await prepared('confirm')).toMatchObject({ signatory: '409 nothing-to-confirm', ...others })
    // The proposer's side is the other one.
    expect(new Set(Object.values(await prepared('withdraw')))).toEqual(
      new Set(['403 not-your-side', '404 case-not-found', '401 not-signed-in']),
    )
    expect(await prepared('terminate')).toMatchObject({
      signatory: '409 not-in-force',
      administrator: '403 not-allowed',
      assessor: '403 not-allowed',
      ...STRANGERS,
    })
  })

  it('[AGR9] nobody takes what was prepared for somebody else, by whichever way', async () => {
    const { body } = await it_.prepare(mara, 1, 'sign')
    const proof = { nonce: body.nonce, password: PASSWORD }
    for (const way of ['signatures', 'unsign', 'refuse', 'withdraw', 'confirm', 'terminate']) {
      const found = await answers((role) => send(role, `/proposals/1/${way}`, proof))
      const { outsider, nobody, ...participants } = found
      expect({ outsider, nobody }).toEqual(STRANGERS)
      const code = way === 'signatures' ? '403 not-your-statement' : '404 statement-not-found'
      expect(new Set(Object.values(participants)), way).toEqual(new Set([code]))
    }
    const counter = { ...proof, propose: await it_.proposal() }
    expect(await answers((role) => send(role, '/proposals/1/counter', counter))).toMatchObject({
      signatory: '404 statement-not-found',
      editor: '403 not-allowed',
      assessor: '403 not-allowed',
      ...STRANGERS,
    })
  })

  it('[KEY2] [DEL1] [LED3] keys, places and words: only those of the side, with the right', async () => {
    const { key } = await it_.enrol(people.get('signatory') as TestPerson)
    const check = { how: 'In person', reviewBy: '2020-01-01' }
    expect(await answers((role) => send(role, `/passkeys/${key.id}/check`, check))).toEqual({
      administrator: '422 review-date',
      signatory: '403 own-passkey',
      negotiator: '403 not-allowed',
      editor: '403 not-allowed',
      assessor: '403 not-allowed',
      ...STRANGERS,
    })
    expect((await it_.check(mara, key.id)).body.error?.code).toBe('not-allowed')
    const place = { to: people.get('editor')?.id, until: '2020-01-01T00:00:00.000Z', reason: 'On leave' }
    expect(await answers((role) => send(role, '/signing-delegations', place))).toEqual({
      administrator: '403 not-allowed',
      signatory: '422 delegation-date',
      negotiator: '403 not-allowed',
      editor: '403 not-allowed',
      assessor: '403 not-allowed',
      ...STRANGERS,
    })
    const erase = { chain: 'shared', seq: 1, reason: 'Asked for' }
    expect(await answers((role) => send(role, '/ledger/erase', erase))).toEqual({
      administrator: '422 not-erasable',
      signatory: '403 not-allowed',
      negotiator: '403 not-allowed',
      editor: '403 not-allowed',
      assessor: '422 not-erasable',
      ...STRANGERS,
    })
    // What one side says to itself is no entry for the other.
    expect((await it_.post(mara, it_.api('/ledger/erase'), { ...erase, chain: 'hdo' })).status).toBe(404)
  })

  it('[AGR5] everybody who takes part reads charter, keys, places and history; strangers read nothing', async () => {
    for (const path of ['/charter', '/passkeys', '/signing-delegations', '/ledger/export']) {
      const found = await answers((role) => {
        const person = people.get(role)
        return person === undefined ? server.fetch(it_.api(path)) : person.get(it_.api(path))
      })
      expect(found, path).toEqual({
        administrator: '200',
        signatory: '200',
        negotiator: '200',
        editor: '200',
        assessor: '200',
        ...STRANGERS,
      })
    }
  })
})
