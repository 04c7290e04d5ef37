import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBundle } from '@/lib/agreement/verify'
import { settleDue } from '@/server/agreement/settle-case'
import type { ProposalsAnswer } from '@/server/commands/read-proposals'
import { AgreementCase, ALL, buildVerifier } from '../../support/agreement-case'
import { freshDataDir, removeDataDir } from '../../support/dataDir'
import { PASSWORD, startServer, type TestPerson, type TestServer } from '../../support/startServer'

const DAY = 24 * 60 * 60 * 1000
let server: TestServer
let mara: TestPerson
let max: TestPerson
let hana: TestPerson
/** Days by which the server's clock is ahead. */
let ahead = 0
const clock = () => new Date(Date.now() + ahead * DAY).toISOString()
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString()

beforeAll(async () => {
  await buildVerifier()
  server = await startServer({ clock })
  mara = await server.person('mara@mdm.example', { name: 'Mara', organisation: 'Pump Works', side: 'mdm' })
  max = await server.person('max@mdm.example', { name: 'Max', organisation: 'Pump Works', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { name: 'Hana', organisation: 'St. Brigid', side: 'hdo' })
}, 60_000)
afterAll(() => server?.close())

async function newCase(): Promise<AgreementCase> {
  ahead = 0
  const id = await server.newCase(mara, { title: 'Infusion pump' })
  const it = new AgreementCase(server, id, mara)
  await server.seat(id, mara, 'mdm', ALL)
  await server.seat(id, hana, 'hdo', ALL)
  await server.adoptCharter(id, mara, hana)
  await it.edit('The pump is acceptably secure')
  return it
}

const agreement = (it: AgreementCase) => it.get<ProposalsAnswer>(mara, it.api('/proposals'))
const kinds = async (it: AgreementCase) =>
  (await it.history()).map((e) => e.kind).filter((k) => /^(proposal|baseline)/.test(k))
const settle = () => settleDue(server.runtime)

describe('answering a version', () => {
  it('[AGR13] a signature is taken back with a reason, and can be given again', async () => {
    const it = await newCase()
    await it.propose()
    await it.act(mara, 1, 'sign')
    expect((await it.prepare(mara, 1, 'unsign', { reason: { text: '' } })).body.error?.code).toBe('reason-missing')
    expect((await it.act(hana, 1, 'unsign')).body.error?.code).toBe('not-signed')
    expect((await it.act(mara, 1, 'unsign')).status).toBe(200)
    expect((await it.version(1)).proposal).toMatchObject({
      state: 'open',
      signatures: [{ withdrawn: { reason: 'Because' } }],
    })
    await it.act(mara, 1, 'sign')
    expect((await it.act(hana, 1, 'sign')).body).toMatchObject({ baseline: 1 })
    expect(verifyBundle(await it.bundle(1))).toMatchObject({ status: 'valid', problems: [] })
  })

  it('[AGR12] of two versions at once one is proposed; who came second sees the difference and what can be done', async () => {
    const it = await newCase()
    const seen = await it.proposal(hana)
    expect((await it.propose(mara)).status).toBe(201)
    await it.edit('Another claim')
    const late = await it.post(hana, it.api('/proposals'), seen)
    expect([late.status, late.body.error?.code]).toEqual([409, 'proposal-open'])
    expect(late.body.error?.details).toMatchObject({
      proposal: 1,
      choices: ['review', 'counter', 'wait'],
      changes: [{ kind: 'added', after: 'Another claim' }],
    })
    const both = await newCase()
    const answers = await Promise.all([both.propose(mara), both.propose(hana)])
    expect(answers.map((said) => said.status).sort()).toEqual([201, 409])
  })

  it('[AGR12] a counter-proposal refuses and proposes in one step, and tells in what it differs from the refused one', async () => {
    const it = await newCase()
    await it.propose(mara)
    await it.act(mara, 1, 'sign')
    const { elements } = await it.get<{ elements: { id: string }[] }>(mara, it.api('/graph'))
    const { body } = await it.prepare(hana, 1, 'refuse', {
      reason: { code: 'wording', text: 'Say which network', elements: [elements[0]?.id] },
    })
    await it.edit('On the clinical network')
    const counter = async (change: object = {}) =>
      it.post(hana, it.api('/proposals/1/counter'), {
        nonce: body.nonce,
        password: PASSWORD,
        propose: await it.proposal(hana, change),
      })
    // What cannot be proposed refuses nothing either.
    expect((await counter({ warnings: '0'.repeat(64) })).body.error?.code).toBe('warnings-changed')
    expect((await it.version(1)).proposal.state).toBe('part-signed')
    const done = await counter()
    expect([done.status, done.body.proposal]).toEqual([201, 2])
    const { proposals, open } = await agreement(it)
    expect(proposals.map((p) => p.state)).toEqual(['refused', 'open'])
    expect(open).toMatchObject({ number: 2, counters: 1, signatures: [] })
    expect((await it.version(2)).changes.counter).toMatchObject({
      proposal: 1,
      changes: [{ kind: 'added', after: 'On the clinical network' }],
    })
    const history = await it.history()
    expect(history.slice(-3).map((e) => e.kind)).toEqual(['proposal.refused', 'proposal.opened', 'thread.opened'])
  })

  it('[AGR11] a signature of somebody who loses the right lapses at once, and the place is open again', async () => {
    const it = await newCase()
    await server.seat(it.id, max, 'mdm', ['read', 'sign'])
    await it.propose()
    await it.act(max, 1, 'sign')
    const removed = await it.post(mara, it.api('/participants'), { email: max.email, side: 'mdm', rights: ['read'] })
    expect(removed.status).toBe(200)
    expect(await kinds(it)).toEqual(['proposal.opened', 'proposal.signed', 'proposal.lapsed'])
    expect((await it.version(1)).proposal.state).toBe('open')
    expect((await it.act(hana, 1, 'sign')).body).toMatchObject({ baseline: null })
    expect((await it.act(mara, 1, 'sign')).body).toMatchObject({ baseline: 1 })
    expect(verifyBundle(await it.bundle(1))).toMatchObject({ status: 'valid', problems: [] })
  })

  it('[DEL1] a colleague signs in a signatory’s place in versions proposed from then on; no chains, never across', async () => {
    const it = await newCase()
    await server.seat(it.id, max, 'mdm', ['read'])
    await it.propose()
    const give = (by: TestPerson, to: TestPerson, days = 30) =>
      it.post(by, it.api('/signing-delegations'), { to: to.id, until: inDays(days), reason: 'On leave' })
    expect((await give(max, mara)).status).toBe(403)
    expect((await give(mara, hana)).body.error?.code).toBe('not-a-colleague')
    expect((await give(mara, mara)).body.error?.code).toBe('not-a-colleague')
    expect((await give(mara, max, 400)).body.error?.code).toBe('delegation-date')
    const { body } = await give(mara, max)
    expect((await it.act(max, 1, 'sign')).body.error?.code).toBe('not-rostered')
    await it.act(mara, 1, 'withdraw')
    await it.propose()
    expect((await it.version(2)).roster.mdm).toMatchObject([
      { id: mara.id },
      { id: max.id, standsFor: { id: mara.id, name: 'Mara' } },
    ])
    const { statement } = (await it.prepare(max, 2, 'sign')).body as unknown as {
      statement: { predicate: { signer: { title: string } } }
    }
    expect(statement.predicate.signer.title).toContain('in place of Mara')
    expect((await it.act(max, 2, 'sign')).status).toBe(200)
    expect((await it.act(mara, 2, 'sign')).body.error?.code).toBe('already-signed')
    // Taken back before the version is in force: the signature lapses.
    const theirs = await it.post(hana, it.api(`/signing-delegations/${body.delegation}/end`))
    expect([theirs.status, theirs.body.error?.code]).toEqual([403, 'not-allowed'])
    expect((await it.post(mara, it.api(`/signing-delegations/${body.delegation}/end`))).status).toBe(200)
    expect((await it.version(2)).proposal).toMatchObject({ state: 'open', signatures: [{ standsFor: mara.id }] })
    expect((await it.version(2)).proposal.signatures[0]?.lapsed).toBeDefined()
  })
})

describe('time', () => {
  it('[AGR11] ends a proposal after the charter’s limit, recorded by the service, once', async () => {
    const it = await newCase()
    await it.propose()
    ahead = 29
    await settle()
    expect(await kinds(it)).toEqual(['proposal.opened'])
    ahead = 31
    expect((await agreement(it)).proposals[0]?.state).toBe('expired')
    expect((await it.act(hana, 1, 'sign')).body.error?.code).toBe('proposal-closed')
    await Promise.all([settle(), settle()])
    expect((await it.history()).at(-1)).toMatchObject({ kind: 'proposal.expired', actor: { id: 'service' } })
    expect(await kinds(it)).toEqual(['proposal.opened', 'proposal.expired'])
    expect((await it.version(1)).unchanged).toBe(true)
    expect((await it.propose()).body.proposal).toBe(2)
    await it.edit('Another claim')
    expect((await it.version(1)).unchanged).toBe(false)
  })

  it('[AGR11] brings a signed version into force on its day', async () => {
    const it = await newCase()
    expect((await it.propose(mara, { effect: { kind: 'date', from: inDays(-1) } })).body.error?.code).toBe(
      'effect-invalid',
    )
    await it.propose(mara, { effect: { kind: 'date', from: inDays(10) } })
    await it.act(mara, 1, 'sign')
    expect((await it.act(hana, 1, 'sign')).body).toMatchObject({ baseline: null })
    expect((await agreement(it)).pending).toMatchObject({ number: 1, state: 'pending-effect' })
    expect((await it.act(mara, 1, 'withdraw')).body.error?.code).toBe('fully-signed')
    expect((await it.act(hana, 1, 'refuse')).body.error?.code).toBe('fully-signed')
    ahead = 11
    await settle()
    expect((await agreement(it)).inForce).toMatchObject({ number: 1, state: 'in-force' })
    const { baselines } = await it.get<{ baselines: unknown[] }>(mara, it.api('/baselines'))
    expect(baselines).toHaveLength(1)
    expect(await kinds(it)).toEqual([
      'proposal.opened',
      'proposal.signed',
      'proposal.signed',
      'baseline.pending',
      'baseline.in-force',
    ])
    expect(verifyBundle(await it.bundle(1))).toMatchObject({ status: 'valid', problems: [] })
  })

  it('[AGR11] waits for a condition until both sides confirm it', async () => {
    const it = await newCase()
    await it.propose(mara, { effect: { kind: 'condition', text: 'The patch is installed', until: inDays(60) } })
    await it.act(mara, 1, 'sign')
    await it.act(hana, 1, 'sign')
    expect((await it.act(hana, 1, 'confirm')).body).toMatchObject({ baseline: null })
    expect((await it.act(hana, 1, 'confirm')).body.error?.code).toBe('already-confirmed')
    expect((await it.act(mara, 1, 'confirm')).body).toMatchObject({ baseline: 1 })
    expect(verifyBundle(await it.bundle(1))).toMatchObject({ status: 'valid', problems: [] })
  })

  it('[AGR14] ends an agreement by both at once, or by one after its notice; it stays readable', async () => {
    const it = await newCase()
    await it.propose()
    await it.act(mara, 1, 'sign')
    await it.act(hana, 1, 'sign')
    expect((await it.act(mara, 1, 'terminate')).status).toBe(200)
    expect((await agreement(it)).inForce?.terminations).toMatchObject([{ side: 'mdm', ends: null }])
    expect((await it.act(mara, 1, 'terminate')).body.error?.code).toBe('already-ending')
    expect((await it.act(hana, 1, 'terminate')).status).toBe(200)
    expect((await agreement(it)).baselines).toMatchObject([{ state: 'terminated' }])
    expect((await it.act(hana, 1, 'terminate')).body.error?.code).toBe('not-in-force')
    expect((await it.version(1)).duties).toBeDefined()
    expect(verifyBundle(await it.bundle(1))).toMatchObject({ status: 'remarks', problems: [] })

    const alone = await newCase()
    await alone.propose()
    await alone.act(mara, 1, 'sign')
    await alone.act(hana, 1, 'sign')
    await alone.act(hana, 1, 'terminate', { ending: 'notice' })
    ahead = 89
    await settle()
    expect((await agreement(alone)).inForce?.number).toBe(1)
    ahead = 91
    await settle()
    expect((await agreement(alone)).inForce).toBeUndefined()
    expect((await alone.propose(hana)).status).toBe(201)
  })
})

describe('a server that stops in between', () => {
  it('[AGR9] a statement that was prepared before is taken after, once', async () => {
    const dataDir = await freshDataDir()
    let restarted = await startServer({ dataDir })
    const url = { PUBLIC_URL: restarted.url, PORT: String(restarted.port) }
    const one = await restarted.person('mara@mdm.example', { organisation: 'Pump Works', side: 'mdm' })
    const two = await restarted.person('hana@hdo.example', { organisation: 'St. Brigid', side: 'hdo' })
    const id = await restarted.newCase(one)
    await restarted.seat(id, two, 'hdo', ALL)
    await restarted.adoptCharter(id, one, two)
    const before = new AgreementCase(restarted, id, one)
    await before.edit('The pump is acceptably secure')
    await before.propose()
    await before.act(one, 1, 'sign')
    const { body } = await before.prepare(two, 1, 'sign')
    await restarted.close()
    restarted = await startServer({ dataDir, env: url })
    const after = new AgreementCase(restarted, id, one)
    const proof = { nonce: body.nonce, password: PASSWORD }
    expect((await after.take(two, 1, 'sign', proof)).body).toMatchObject({ baseline: 1 })
    expect((await after.take(two, 1, 'sign', proof)).body.error?.code).toBe('statement-used')
    await restarted.close()
    removeDataDir(dataDir)
  })
})
