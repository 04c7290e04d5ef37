import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeBase64 } from '@/lib/agreement/base64'
import { decodeBase64Url } from '@/lib/agreement/base64url'
import { readPart } from '@/lib/agreement/manifest'
import { checkPasskeyProof, statementChallenge } from '@/lib/agreement/passkey-proof'
import { verifyBundle } from '@/lib/agreement/verify'
import { readEnvelopes, readVersion } from '@/server/agreement/proposal-store'
import { passkeys, statements } from '@/server/store/schema'
import { AgreementCase, ALL, buildVerifier } from '../../support/agreement-case'
import { Authenticator } from '../../support/authenticator'
import { PASSWORD, startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let mara: TestPerson
let hana: TestPerson
let admins: { mdm: TestPerson; hdo: TestPerson }
beforeAll(async () => {
  await buildVerifier()
  server = await startServer()
  mara = await server.person('mara@mdm.example', { name: 'Mara', organisation: 'Pump Works', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { name: 'Hana', organisation: 'St. Brigid', side: 'hdo' })
  admins = {
    mdm: await server.person('ann@mdm.example', { name: 'Ann', organisation: 'Pump Works', side: 'mdm' }),
    hdo: await server.person('abe@hdo.example', { name: 'Abe', organisation: 'St. Brigid', side: 'hdo' }),
  }
}, 60_000)
afterAll(() => server?.close())

/** A case whose two signatories have keys that were checked, each by a second person of the side. */
async function keyedCase(options: { withKeys?: boolean } = {}): Promise<AgreementCase> {
  const id = await server.newCase(mara, { title: 'Infusion pump' })
  const it = new AgreementCase(server, id, mara)
  await server.seat(id, mara, 'mdm', ALL)
  await server.seat(id, hana, 'hdo', ALL)
  await server.seat(id, admins.mdm, 'mdm', ['read', 'administer'])
  await server.seat(id, admins.hdo, 'hdo', ['read', 'administer'])
  await server.adoptCharter(id, mara, hana)
  await it.edit('The pump is acceptably secure')
  if (options.withKeys === false) return it
  for (const [person, admin] of [
    [mara, admins.mdm],
    [hana, admins.hdo],
  ] as const) {
    const { key } = await it.enrol(person)
    expect((await it.check(admin, key.id)).status).toBe(200)
  }
  return it
}

const why = ({ body }: { body: { error?: { code: string; details?: Record<string, unknown> } } }) => [
  body.error?.code,
  body.error?.details?.why,
]

describe('enrolling a passkey', () => {
  it('[KEY1] takes the key from the attestation, keeps the attestation, and tells both sides of the case', async () => {
    const it = await keyedCase({ withKeys: false })
    const { key, said } = await it.enrol(mara)
    expect([said.status, said.body.credential]).toEqual([201, key.id])
    const [row] = await server.runtime.db.select().from(passkeys).where(eq(passkeys.credential, key.id))
    expect(row?.publicKey).toEqual(Uint8Array.from(key.publicKey))
    expect(row?.attestation.length).toBeGreaterThan(100)
    const { keys } = await it.get<{ keys: { credential: string; name: string; checked?: object }[] }>(
      hana,
      it.api('/passkeys'),
    )
    expect(keys.find((k) => k.credential === key.id)).toMatchObject({ person: mara.id, name: 'Mara', side: 'mdm' })
    const told = (await it.history(hana)).filter((e) => e.kind === 'passkey.enrolled')
    expect(told.map((e) => [e.actor.id, e.body.credential])).toContainEqual([mara.id, key.id])
  })

  it('[KEY1] refuses a key without user verification, of another address, replayed, or of an enrolment that is not under way', async () => {
    const it = await keyedCase({ withKeys: false })
    expect((await it.enrol(mara, { userVerified: false })).said.body.error?.code).toBe('passkey-rejected')
    expect((await it.enrol(mara, { origin: 'http://evil.example' })).said.body.error?.code).toBe('passkey-rejected')
    expect((await it.enrol(mara, { rpId: 'evil.example' })).said.body.error?.code).toBe('passkey-rejected')
    expect((await it.enrol(mara, { challenge: 'AAAA' })).said.body.error?.code).toBe('enrolment-expired')
    const { body: options } = await it.post(mara, '/api/passkeys/options')
    const registration = new Authenticator(server.url).register(options as never)
    // Somebody else's enrolment, taken by a person who saw it.
    expect((await it.post(hana, '/api/passkeys', { label: 'x', registration })).body.error?.code).toBe(
      'enrolment-expired',
    )
    expect((await it.post(mara, '/api/passkeys', { label: 'x', registration })).status).toBe(201)
    expect((await it.post(mara, '/api/passkeys', { label: 'x', registration })).body.error?.code).toBe(
      'enrolment-expired',
    )
  })

  it('[KEY2] is checked by another administrator of the same side, not by the owner and not by the other side', async () => {
    const it = await keyedCase({ withKeys: false })
    const { key } = await it.enrol(mara)
    expect((await it.check(mara, key.id)).body.error?.code).toBe('own-passkey')
    expect((await it.check(hana, key.id)).body.error?.code).toBe('not-allowed')
    expect((await it.check(admins.mdm, key.id, '2020-01-01')).body.error?.code).toBe('review-date')
    expect((await it.check(admins.mdm, 'unknown')).status).toBe(404)
    expect((await it.check(admins.mdm, key.id)).status).toBe(200)
    const told = (await it.history(hana)).find((e) => e.kind === 'passkey.checked')
    expect(told).toMatchObject({
      actor: { id: admins.mdm.id },
      body: { person: mara.id, how: 'In person, with passport' },
    })
  })

  it('[KEY1] a person who is given the right to sign later brings their keys along', async () => {
    const it = await keyedCase()
    const late = await server.person(`late-${it.id}@mdm.example`, { organisation: 'Pump Works', side: 'mdm' })
    const { key } = await it.enrol(late)
    const set = { email: late.email, side: 'mdm', rights: ['read', 'sign'] }
    expect((await it.post(mara, it.api('/participants'), set)).status).toBe(200)
    expect((await it.history()).filter((e) => e.body.credential === key.id)).toHaveLength(1)
    await it.get(late, '/api/passkeys')
    expect((await it.history()).filter((e) => e.body.credential === key.id)).toHaveLength(1)
  })
})

describe('signing with a passkey', () => {
  it('[KEY4] [KEY5] both sides sign; the roster froze their keys and anybody can check the kept proofs', async () => {
    const it = await keyedCase()
    expect((await it.propose()).status).toBe(201)
    expect((await it.version(1, hana)).methods).toEqual(['passkey', 'password'])
    expect((await it.actByKey(mara, 1, 'sign')).body).toMatchObject({ method: 'passkey', baseline: null })
    expect((await it.actByKey(hana, 1, 'sign')).body).toMatchObject({ method: 'passkey', baseline: 1 })
    const version = await readVersion(server.runtime.db, it.id, 1)
    if (version === undefined) throw new Error('no version')
    const { mdm, hdo } = readPart(version.files, 'roster')
    const charter = readPart(version.files, 'charter')
    const envelopes = await readEnvelopes(server.runtime.db, it.id, 1)
    expect(envelopes).toHaveLength(2)
    for (const { payload, signatures } of envelopes) {
      const [signature] = signatures
      const { webauthn } = signature ?? {}
      const key = [...mdm, ...hdo].flatMap((s) => s.keys ?? []).find((k) => k.credential === webauthn?.credential)
      const bytes = (text = '') => decodeBase64(text) ?? new Uint8Array()
      const problem = checkPasskeyProof({
        publicKey: decodeBase64Url(key?.publicKey ?? '') ?? new Uint8Array(),
        rpId: charter.passkeys?.rpId ?? '',
        origins: charter.passkeys?.origins ?? [],
        challenge: statementChallenge(bytes(payload)),
        authenticatorData: bytes(webauthn?.authenticatorData),
        clientDataJSON: bytes(webauthn?.clientDataJSON),
        signature: bytes(signature?.sig),
      })
      expect(problem).toBeUndefined()
    }
    const verdict = verifyBundle(await it.bundle(1))
    expect(verdict).toMatchObject({
      status: 'valid',
      problems: [],
      facts: { acts: [{ method: 'passkey' }, { method: 'passkey' }] },
    })
  })

  it('[AGR9] refuses without user verification, from another address or host, and counts each attempt for the own side', async () => {
    const it = await keyedCase()
    await it.propose()
    for (const [bent, reason] of [
      [{ userVerified: false }, 'user-not-verified'],
      [{ origin: 'http://localhost.evil.example' }, 'origin'],
      [{ rpId: 'evil.example' }, 'rp-id'],
      [{ type: 'webauthn.create' }, 'type'],
    ] as const) {
      expect(why(await it.actByKey(hana, 1, 'sign', {}, bent))).toEqual(['passkey-rejected', reason])
    }
    expect((await it.version(1, hana)).attempts).toBe(4)
    expect((await it.version(1, mara)).attempts).toBe(0)
    expect((await it.version(1)).proposal.signatures).toEqual([])
    expect((await it.actByKey(hana, 1, 'sign')).status).toBe(200)
  })

  it('[AGR9] a statement that was swapped for another, or prepared for somebody else, is not what the key signed', async () => {
    const it = await keyedCase()
    await it.propose()
    const first = await it.prepare(hana, 1, 'sign', { method: 'passkey' })
    const assertion = it.assertion(hana, first.body)
    // The same act, prepared anew: other bytes, another challenge.
    const second = await it.prepare(hana, 1, 'sign', { method: 'passkey' })
    expect(why(await it.take(hana, 1, 'sign', { nonce: second.body.nonce, assertion }))).toEqual([
      'passkey-rejected',
      'challenge',
    ])
    expect((await it.take(hana, 1, 'sign', { nonce: first.body.nonce, assertion })).body.error?.code).toBe(
      'statement-not-found',
    )
    expect((await it.take(mara, 1, 'sign', { nonce: second.body.nonce, assertion })).body.error?.code).toBe(
      'not-your-statement',
    )
    // Bytes that were changed in the store have another challenge too.
    const third = await it.prepare(hana, 1, 'sign', { method: 'passkey' })
    const signed = it.assertion(hana, third.body)
    const rows = server.runtime.db
      .select()
      .from(statements)
      .where(eq(statements.nonce, third.body.nonce ?? ''))
    const payload = Buffer.from((await rows)[0]?.payload ?? [])
      .toString()
      .replace('"Because"', '"Bechause"')
    await server.runtime.db
      .update(statements)
      .set({ payload: Uint8Array.from(Buffer.from(payload)) })
      .where(eq(statements.nonce, third.body.nonce ?? ''))
    expect(why(await it.take(hana, 1, 'sign', { nonce: third.body.nonce, assertion: signed }))).toEqual([
      'passkey-rejected',
      'challenge',
    ])
  })

  it('[AGR9] is taken once: a replay signs nothing, nor does one of two sent at once', async () => {
    const it = await keyedCase()
    await it.propose()
    const { body } = await it.prepare(hana, 1, 'sign', { method: 'passkey' })
    const proof = { nonce: body.nonce, assertion: it.assertion(hana, body) }
    const both = await Promise.all([1, 2].map(() => it.take(hana, 1, 'sign', proof)))
    expect(both.map((said) => said.status).sort()).toEqual([200, 409])
    expect((await it.take(hana, 1, 'sign', proof)).body.error?.code).toBe('statement-used')
    expect((await it.version(1)).proposal.signatures).toHaveLength(1)
  })

  it('[AGR9] five minutes after it was prepared a statement is not taken any more', async () => {
    const it = await keyedCase()
    await it.propose()
    const { body } = await it.prepare(hana, 1, 'sign', { method: 'passkey' })
    const past = new Date(Date.now() - 1000).toISOString()
    await server.runtime.db
      .update(statements)
      .set({ expiresAt: past })
      .where(eq(statements.nonce, body.nonce ?? ''))
    const late = await it.take(hana, 1, 'sign', { nonce: body.nonce, assertion: it.assertion(hana, body) })
    expect([late.status, late.body.error?.code]).toEqual([409, 'statement-expired'])
  })

  it('[KEY5] a key that was enrolled or checked after the proposal cannot sign it, whatever the service holds', async () => {
    const it = await keyedCase({ withKeys: false })
    const { key } = await it.enrol(hana)
    await it.propose()
    await it.check(admins.hdo, key.id)
    expect((await it.prepare(hana, 1, 'sign', { method: 'passkey' })).body.error?.code).toBe('passkey-unknown')
    expect((await it.version(1, hana)).methods).toEqual(['password'])
  })

  it('[KEY5] a foreign key, even of another signatory, is not accepted for this person', async () => {
    const it = await keyedCase()
    await it.propose()
    const { body } = await it.prepare(hana, 1, 'sign', { method: 'passkey' })
    expect(body.passkey?.allowCredentials?.map((c) => c.id)).toEqual([it.keys.get(hana.id)?.id])
    const assertion = it.assertion(mara, body)
    expect(why(await it.take(hana, 1, 'sign', { nonce: body.nonce, assertion }))).toEqual([
      'passkey-rejected',
      'credential',
    ])
    // Another key under the name of the right one.
    const forged = { ...assertion, id: it.keys.get(hana.id)?.id, rawId: it.keys.get(hana.id)?.id }
    expect(why(await it.take(hana, 1, 'sign', { nonce: body.nonce, assertion: forged }))).toEqual([
      'passkey-rejected',
      'signature',
    ])
  })

  it('[KEY5] a revoked key signs nothing: revoked by its owner everywhere, or by an administrator in the case', async () => {
    const it = await keyedCase()
    await it.propose()
    const { body } = await it.prepare(hana, 1, 'sign', { method: 'passkey' })
    const id = it.keys.get(hana.id)?.id
    expect((await it.post(hana, `/api/passkeys/${id}/revoke`, { reason: 'Lost on the train' })).status).toBe(200)
    const late = await it.take(hana, 1, 'sign', { nonce: body.nonce, assertion: it.assertion(hana, body) })
    expect(late.body.error?.code).toBe('agreement-changed')
    expect((await it.prepare(hana, 1, 'sign', { method: 'passkey' })).body.error?.code).toBe('passkey-unknown')
    expect((await it.history()).at(-1)).toMatchObject({
      kind: 'passkey.revoked',
      body: { reason: 'Lost on the train' },
    })
    expect((await it.check(admins.hdo, id ?? '')).body.error?.code).toBe('passkey-revoked')

    const other = it.keys.get(mara.id)?.id
    expect((await it.post(hana, it.api(`/passkeys/${other}/revoke`), { reason: 'No' })).status).toBe(403)
    expect((await it.post(admins.mdm, it.api(`/passkeys/${other}/revoke`), { reason: 'Left' })).status).toBe(200)
    expect((await it.prepare(mara, 1, 'sign', { method: 'passkey' })).body.error?.code).toBe('passkey-unknown')
  })

  it('[KEY5] the owner’s revocation counts before the case’s history tells it', async () => {
    const it = await keyedCase()
    await it.propose()
    const { body } = await it.prepare(hana, 1, 'sign', { method: 'passkey' })
    const id = it.keys.get(hana.id)?.id ?? ''
    // As if the server had stopped between the table and the cases.
    await server.runtime.db
      .update(passkeys)
      .set({ revokedAt: server.runtime.clock() })
      .where(eq(passkeys.credential, id))
    const late = await it.take(hana, 1, 'sign', { nonce: body.nonce, assertion: it.assertion(hana, body) })
    expect(why(late)).toEqual(['passkey-rejected', 'credential'])
    await it.get(hana, '/api/passkeys')
    expect((await it.history()).some((e) => e.kind === 'passkey.revoked' && e.body.credential === id)).toBe(true)
  })

  it('[AGR5] a right that was taken back between preparing and signing stops the signature', async () => {
    const it = await keyedCase()
    await it.propose()
    const { body } = await it.prepare(hana, 1, 'sign', { method: 'passkey' })
    await server.seat(it.id, hana, 'hdo', ['read'])
    const late = await it.take(hana, 1, 'sign', { nonce: body.nonce, assertion: it.assertion(hana, body) })
    expect([late.status, late.body.error?.code]).toEqual([403, 'not-allowed'])
  })

  it('[AGR9] what was prepared for a passkey is not taken by password, nor by neither, nor by both', async () => {
    const it = await keyedCase()
    await it.propose()
    const { body } = await it.prepare(hana, 1, 'sign', { method: 'passkey' })
    const assertion = it.assertion(hana, body)
    const { nonce } = body
    expect((await it.take(hana, 1, 'sign', { nonce, password: PASSWORD })).body.error?.code).toBe('method-not-allowed')
    expect((await it.take(hana, 1, 'sign', { nonce })).status).toBe(422)
    expect((await it.take(hana, 1, 'sign', { nonce, password: PASSWORD, assertion })).status).toBe(422)
  })

  it('[AGR9] of the last two signers at once each counts once, and the version comes into force once', async () => {
    const it = await keyedCase()
    await it.propose()
    const ready = [
      [mara, (await it.prepare(mara, 1, 'sign', { method: 'passkey' })).body],
      [hana, (await it.prepare(hana, 1, 'sign', { method: 'passkey' })).body],
    ] as const
    const both = await Promise.all(
      ready.map(([who, body]) => it.take(who, 1, 'sign', { nonce: body.nonce, assertion: it.assertion(who, body) })),
    )
    // The slower one is told that the other signed meanwhile, looks again, and signs.
    expect(both.map((said) => said.status).sort()).toEqual([200, 409])
    const slower = both[0]?.status === 409 ? mara : hana
    expect((await it.actByKey(slower, 1, 'sign')).body).toMatchObject({ baseline: 1 })
    expect((await it.history()).filter((e) => e.kind === 'baseline.in-force')).toHaveLength(1)
  })
})
