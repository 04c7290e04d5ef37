import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verdictText } from '@/lib/agreement/verdict'
import { verifyBundle } from '@/lib/agreement/verify'
import { verifyByNode } from '@/server/cli/node-ed25519'
import type { CharterAnswer } from '@/server/commands/read-charter'
import { AgreementCase, ALL, buildVerifier } from '../../support/agreement-case'
import { PASSWORD, startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let mara: TestPerson
let hana: TestPerson
let editor: TestPerson
beforeAll(async () => {
  server = await startServer()
  mara = await server.person('mara@mdm.example', { name: 'Mara', organisation: 'Pump Works', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { name: 'Hana', organisation: 'St. Brigid', side: 'hdo' })
  editor = await server.person('eva@hdo.example', { name: 'Eva', organisation: 'St. Brigid', side: 'hdo' })
}, 60_000)
afterAll(() => server?.close())

async function newCase(): Promise<AgreementCase> {
  const id = await server.newCase(mara, { title: 'Infusion pump' })
  const it = new AgreementCase(server, id, mara)
  await server.seat(id, hana, 'hdo', ALL)
  await server.seat(id, editor, 'hdo', ['read', 'edit', 'propose'])
  await it.edit('The pump is acceptably secure')
  return it
}

const charter = (it: AgreementCase, by = mara) => it.get<CharterAnswer>(by, it.api('/charter'))
const put = async (it: AgreementCase, by: TestPerson, change: object = {}, password = PASSWORD) => {
  const { offered, inForce } = await charter(it, by)
  const body = { terms: { ...offered, ...change }, supersedes: inForce?.digest ?? null, reason: 'To begin', password }
  return it.post(by, it.api('/charter'), body)
}
const adopt = (it: AgreementCase, by: TestPerson, n: number, digest: unknown, password = PASSWORD) =>
  it.post(by, it.api(`/charter/${n}/adopt`), { digest, password })

describe('the charter of a case', () => {
  it('[CHA1] comes before the first proposal: who proposes without one is told who must do what', async () => {
    const it = await newCase()
    const early = await it.propose()
    expect([early.status, early.body.error?.code]).toEqual([409, 'charter-missing'])
    expect(early.body.error?.message).toContain('An administrator of either side proposes one')
    expect((await it.preflight()).red[0]).toMatchObject({ code: 'charter-missing' })
    const { body } = await put(it, mara)
    const half = await it.propose()
    expect(half.body.error?.message).toContain('An administrator of the Hospital adopts it next')
    expect((await charter(it, hana)).may).toEqual({ propose: false, adopt: true, decline: true })
    expect((await adopt(it, hana, 1, body.digest)).status).toBe(200)
    expect((await charter(it)).missing).toBe('')
    expect((await it.propose()).status).toBe(201)
    const opened = (await it.history()).find((e) => e.kind === 'proposal.opened')
    expect(opened?.body).toMatchObject({ charter: body.digest, noticeDays: 90 })
    expect((await it.version(1)).charter).toEqual((await charter(it)).inForce?.charter)
  })

  it('[CHA2] is adopted by an administrator of each side, with the password, by the digest of what was read', async () => {
    const it = await newCase()
    expect((await put(it, editor)).status).toBe(403)
    expect((await put(it, mara, {}, 'not my password')).body.error?.code).toBe('wrong-password')
    const { body } = await put(it, mara)
    expect((await adopt(it, mara, 1, body.digest)).body.error?.code).toBe('already-adopted')
    expect((await adopt(it, editor, 1, body.digest)).status).toBe(403)
    expect((await adopt(it, hana, 1, '0'.repeat(64))).body.error?.code).toBe('version-changed')
    expect((await adopt(it, hana, 1, body.digest, 'not my password')).body.error?.code).toBe('wrong-password')
    expect((await adopt(it, hana, 2, body.digest)).status).toBe(404)
    const both = await Promise.all([adopt(it, hana, 1, body.digest), adopt(it, hana, 1, body.digest)])
    expect(both.map((said) => said.status).sort()).toEqual([200, 409])
    expect((await charter(it)).inForce).toMatchObject({ number: 1, adopted: { mdm: {}, hdo: {} } })
  })

  it('[CHA2] is changed only by another that both adopt; versions that are open keep the one they froze', async () => {
    const it = await newCase()
    const first = await put(it, mara)
    await adopt(it, hana, 1, first.body.digest)
    await it.propose()
    expect((await put(it, hana)).body.error?.code).toBe('charter-same')
    const second = await put(it, hana, { timeLimitDays: 60, quorum: { mdm: 2, hdo: 1 } })
    expect(second.status).toBe(201)
    expect((await put(it, mara, { timeLimitDays: 5 })).body.error?.code).toBe('charter-open')
    expect((await charter(it)).inForce?.number).toBe(1)
    await adopt(it, mara, 2, second.body.digest)
    expect((await charter(it)).charters.map((c) => c.state)).toEqual(['superseded', 'in-force'])
    expect((await it.version(1)).charter.timeLimitDays).toBe(30)
    await it.act(mara, 1, 'withdraw')
    expect((await it.propose()).body.error?.details?.red).toMatchObject([{ code: 'no-quorum-mdm' }])
    const stale = await it.post(hana, it.api('/charter'), {
      terms: { ...(await charter(it)).offered, noticeDays: 1 },
      supersedes: first.body.digest,
      password: PASSWORD,
    })
    expect(stale.body.error?.code).toBe('charter-changed')
  })

  it('[CHA2] can be declined with a reason, by either side, and put again', async () => {
    const it = await newCase()
    const { body } = await put(it, mara)
    const declined = await it.post(hana, it.api('/charter/1/decline'), {
      digest: body.digest,
      reason: 'Ninety days is long',
    })
    expect(declined.status).toBe(200)
    expect((await charter(it)).charters[0]).toMatchObject({
      state: 'declined',
      ending: { reason: 'Ninety days is long' },
    })
    expect((await adopt(it, hana, 1, body.digest)).body.error?.code).toBe('charter-closed')
    expect((await put(it, hana, { noticeDays: 30 })).status).toBe(201)
  })

  it('[CHA2] follows from itself: passkeys are bound to a host name, and addresses belong to it', async () => {
    const it = await newCase()
    const { passkeys } = (await charter(it)).offered
    expect(passkeys).toEqual({ rpId: 'localhost', origins: [server.url] })
    for (const wrong of [
      { passkeys: null },
      { methods: ['password'] },
      { methods: ['passkey', 'passkey'] },
      { passkeys: { rpId: 'accord.example.org', origins: ['https://accord.example.org.evil.example'] } },
    ]) {
      expect((await put(it, mara, wrong)).body.error?.code).toBe('charter-contradicts-itself')
    }
    expect((await put(it, mara, { quorum: { mdm: 0, hdo: 1 } })).status).toBe(422)
    expect((await put(it, mara, { methods: ['password'], passkeys: null })).status).toBe(201)
  })

  it('[CHA3] decides by which means people sign: where only passkeys count, no password does', async () => {
    const it = await newCase()
    const admin = await server.person(`admin-${it.id}@mdm.example`, { organisation: 'Pump Works', side: 'mdm' })
    const second = await server.person(`admin-${it.id}@hdo.example`, { organisation: 'St. Brigid', side: 'hdo' })
    await server.seat(it.id, admin, 'mdm', ['read', 'administer'])
    await server.seat(it.id, second, 'hdo', ['read', 'administer'])
    const { body } = await put(it, mara, { methods: ['passkey'] })
    await adopt(it, hana, 1, body.digest)
    const codes = (await it.preflight()).red.map(({ code }) => code)
    expect(codes).toEqual(['no-passkey-hdo', 'no-passkey-mdm'])
    await it.check(admin, (await it.enrol(mara)).key.id)
    await it.check(second, (await it.enrol(hana)).key.id)
    expect((await it.propose()).status).toBe(201)
    expect((await it.act(mara, 1, 'sign')).body.error?.code).toBe('method-not-allowed')
    expect((await it.actByKey(mara, 1, 'sign')).status).toBe(200)
    // Taking a proposal back binds nobody.
    expect((await it.act(mara, 1, 'withdraw')).status).toBe(200)
  })

  it('[CHA4] is adopted under an envelope: with the passkey of who has one, else vouched for by the service', async () => {
    const it = await newCase()
    const admin = await server.person(`admin-${it.id}@mdm.example`, { organisation: 'Pump Works', side: 'mdm' })
    await server.seat(it.id, admin, 'mdm', ['read', 'administer'])
    // A key that no colleague has confirmed counts for nothing.
    const { key } = await it.enrol(mara)
    const terms = (await charter(it)).offered
    const put = { terms: { ...terms, methods: ['passkey'] }, supersedes: null }
    const prepare = (by: TestPerson, body: object) => it.post(by, it.api('/charter/statement'), body)
    expect((await prepare(mara, put)).body.error?.code).toBe('passkey-unknown')
    expect((await charter(it)).methods).toEqual(['password'])
    await it.check(admin, key.id)
    expect((await charter(it)).methods).toEqual(['passkey', 'password'])

    // Where the charter asks for passkeys, a password does not do for somebody who has one.
    const typed = await it.post(mara, it.api('/charter'), { ...put, password: PASSWORD })
    expect(typed.body.error?.code).toBe('method-not-allowed')
    const { body: prepared } = await prepare(mara, put)
    const proof = { nonce: prepared.nonce, assertion: it.assertion(mara, prepared) }
    const send = (by: TestPerson, change: object) => it.post(by, it.api('/charter'), { ...put, ...proof, ...change })
    expect((await send(mara, { terms: { ...put.terms, noticeDays: 1 } })).body.error?.code).toBe('version-changed')
    expect((await send(admin, {})).body.error?.code).toBe('not-your-statement')
    expect((await send(mara, { password: PASSWORD })).status).toBe(422)
    const first = await send(mara, {})
    expect(first.status).toBe(201)
    expect((await send(mara, {})).status).toBe(409)

    // A statement that was prepared before something happened to the keys is not taken.
    await server.seat(it.id, editor, 'hdo', ['read', 'administer'])
    await it.check(editor, (await it.enrol(hana)).key.id)
    const about = { charter: 1, digest: first.body.digest }
    const early = (await prepare(hana, about)).body
    await it.enrol(editor)
    const late = { digest: first.body.digest, nonce: early.nonce, assertion: it.assertion(hana, early) }
    expect((await it.post(hana, it.api('/charter/1/adopt'), late)).body.error?.code).toBe('charter-changed')
    // Of another person's side, without their own key: the service vouches.
    expect(
      (await it.post(editor, it.api('/charter/1/adopt'), { digest: about.digest, password: PASSWORD })).status,
    ).toBe(200)
    const { adopted } = (await charter(it)).inForce ?? {}
    expect([adopted?.mdm?.method, adopted?.hdo?.method]).toEqual(['passkey', 'password'])

    await buildVerifier()
    expect((await it.propose()).status).toBe(201)
    expect((await it.actByKey(mara, 1, 'sign')).status).toBe(200)
    expect((await it.actByKey(hana, 1, 'sign')).status).toBe(200)
    const verdict = verifyBundle(await it.bundle(1), verifyByNode)
    expect(verdict).toMatchObject({ status: 'valid', problems: [], remarks: [] })
    expect(verdict.facts?.adoptions.map(({ name, method }) => [name, method])).toEqual([
      ['Mara', 'passkey'],
      ['Eva', 'password'],
    ])
    expect(verdictText(verdict)).toContain('Charter   1, adopted by Eva for the Hospital')
  })
})
