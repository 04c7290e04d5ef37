import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ChainedEntry, keyAt, verifyChain } from '@/lib/agreement/ledger-chain'
import { verifyBundle } from '@/lib/agreement/verify'
import { makeNextKey } from '@/server/secrets'
import { ledger } from '@/server/store/schema'
import { AgreementCase, ALL, buildVerifier } from '../../support/agreement-case'
import { freshDataDir, removeDataDir } from '../../support/dataDir'
import { startServer, type TestServer } from '../../support/startServer'

interface Export {
  readonly chains: Readonly<Record<string, readonly ChainedEntry[]>>
  readonly heads: Readonly<Record<string, { size: number; head: string }>>
  readonly serviceKey: string
}

async function withCase(server: TestServer) {
  const mara = await server.person('mara@mdm.example', { organisation: 'Pump Works', side: 'mdm' })
  const hana = await server.person('hana@hdo.example', { organisation: 'St. Brigid', side: 'hdo' })
  const id = await server.newCase(mara)
  await server.seat(id, hana, 'hdo', ALL)
  await server.adoptCharter(id, mara, hana)
  const it = new AgreementCase(server, id, mara)
  await it.edit('The pump is acceptably secure')
  return { it, mara, hana }
}

describe('a change of the service’s key', () => {
  beforeAll(buildVerifier)

  it('[LED2] is sealed by the old key and proven by the new in every chain, and agreements go on', async () => {
    const dataDir = await freshDataDir()
    const server = await startServer({ dataDir })
    const first = server.runtime.serviceKey.publicKeyHex
    const { it, mara, hana } = await withCase(server)
    await it.propose()
    await it.act(mara, 1, 'sign')
    // Somebody fails, so that a side's own chain is not empty.
    const { body } = await it.prepare(hana, 1, 'sign')
    await it.take(hana, 1, 'sign', { nonce: body.nonce, password: 'not my password' })
    const env = { PUBLIC_URL: server.url, PORT: String(server.port) }
    await server.close()

    const made = makeNextKey(dataDir)
    const second = made.ok ? made.value : ''
    expect(makeNextKey(dataDir)).toMatchObject({ refusal: { code: 'key-waits' } })
    const after = await startServer({ dataDir, env })
    expect(after.runtime.serviceKey.publicKeyHex).toBe(second)
    expect(
      readdirSync(dataDir)
        .filter((name) => name.startsWith('service-key'))
        .sort(),
    ).toEqual(['service-key', `service-key.${first.slice(0, 16)}.old`])
    const again = new AgreementCase(after, it.id, mara)
    expect((await again.act(hana, 1, 'sign')).body).toMatchObject({ baseline: 1 })
    const file = (await (await hana.get(again.api('/ledger/export'))).json()) as Export
    expect(Object.keys(file.chains).sort()).toEqual(['hdo', 'shared'])
    for (const chain of ['shared', 'hdo'] as const) {
      for (const serviceKey of [first, second]) {
        const entries = file.chains[chain] ?? []
        const verdict = verifyChain(entries, { caseId: it.id, chain, serviceKey })
        expect(verdict.problems).toEqual([])
        expect(file.heads[chain]).toEqual({ size: verdict.size, head: verdict.head })
        const turn = entries.findIndex((e) => e.kind === 'service.key-rotated') + 1
        expect(turn).toBeGreaterThan(0)
        expect([keyAt(verdict.keys, turn), keyAt(verdict.keys, turn + 1)]).toEqual([first, second])
      }
    }
    expect(file.serviceKey).toBe(second)
    // A version signed under both keys is valid, and so is its export, which the new key seals.
    const verdict = verifyBundle(await again.bundle(1, hana))
    expect([verdict.problems, verdict.status]).toEqual([[], 'valid'])
    await after.close()
    removeDataDir(dataDir)
  })

  it('[LED2] that was cut short is completed by the next start, each chain once; a broken file stops the start', async () => {
    const dataDir = await freshDataDir()
    const server = await startServer({ dataDir })
    const { it } = await withCase(server)
    const other = await withSecondCase(server)
    await server.close()
    const made = makeNextKey(dataDir)
    const path = join(dataDir, 'service-key.next')
    const [old, next] = [readFileSync(join(dataDir, 'service-key')), readFileSync(path)]
    await (await startServer({ dataDir })).close()
    // As if it had stopped after the first case, before the key took its place.
    writeFileSync(join(dataDir, 'service-key'), old)
    writeFileSync(path, next)
    const half = await startServer({ dataDir })
    for (const id of [it.id, other]) {
      const rows = await half.runtime.db
        .select()
        .from(ledger)
        .where(and(eq(ledger.caseId, id), eq(ledger.kind, 'service.key-rotated')))
      expect(rows.map(({ chain }) => chain)).toEqual(['shared'])
    }
    expect(half.runtime.serviceKey.publicKeyHex).toBe(made.ok ? made.value : '')
    await half.close()
    writeFileSync(path, 'no key')
    await expect(startServer({ dataDir })).rejects.toThrow('does not hold a key')
    removeDataDir(dataDir)
  })
})

async function withSecondCase(server: TestServer): Promise<string> {
  const nina = await server.person('nina@mdm.example', { organisation: 'Pump Works', side: 'mdm' })
  return server.newCase(nina)
}

describe('erasing', () => {
  it('[LED3] takes the words and the name of one comment away, for ever and everywhere; the history still verifies', async () => {
    const server = await startServer()
    const { it, mara, hana } = await withCase(server)
    const { elements } = await it.get<{ elements: { id: string }[] }>(mara, it.api('/graph'))
    const said = await it.post(hana, it.api('/threads'), {
      element: elements[0]?.id,
      audience: 'all',
      text: 'Call Mrs Example at home',
    })
    expect(said.status).toBe(201)
    const before = await it.get<Export>(mara, it.api('/ledger/export'))
    const seq = before.chains.shared?.find((e) => e.kind === 'thread.opened')?.seq ?? 0
    const erase = (by: typeof mara, body: object) =>
      it.post(by, it.api('/ledger/erase'), { chain: 'shared', reason: 'Asked for', ...body })
    expect((await erase(mara, { seq })).status).toBe(403)
    expect((await erase(hana, { seq: 999 })).status).toBe(404)
    expect((await erase(hana, { seq: 1 })).body.error?.code).toBe('not-erasable')
    const reader = await server.person('reader@assessor.example')
    await server.seat(it.id, reader, undefined, ['read'])
    expect((await erase(reader, { seq })).status).toBe(403)
    expect((await erase(hana, { seq })).status).toBe(200)
    expect((await erase(hana, { seq })).body.error?.code).toBe('not-erasable')

    const text = await (await mara.get(it.api('/ledger/export'))).text()
    expect(text).not.toContain('Mrs Example')
    const file = JSON.parse(text) as Export
    const verdict = verifyChain(file.chains.shared ?? [], {
      caseId: it.id,
      chain: 'shared',
      serviceKey: file.serviceKey,
    })
    expect([verdict.problems, verdict.erased]).toEqual([[], [seq]])
    expect(file.chains.shared?.[seq - 1]).toMatchObject({ body: null, salt: null, actor: { id: hana.id, name: '' } })
    expect(file.chains.shared?.at(-1)).toMatchObject({ kind: 'entry.erased', body: { seq, reason: 'Asked for' } })
    // Who reads on, and who agrees on, is not disturbed.
    expect((await it.get<{ threads: unknown[] }>(mara, it.api('/threads'))).threads).toEqual([])
    expect((await it.propose()).status).toBe(201)
    await it.act(mara, 1, 'sign')
    expect((await it.act(hana, 1, 'sign')).body).toMatchObject({ baseline: 1 })
  })
})

describe('exporting the history', () => {
  it('[LED4] holds what the reader may see, whole, and nothing of the other side', async () => {
    const server = await startServer()
    const { it, mara, hana } = await withCase(server)
    const { elements } = await it.get<{ elements: { id: string }[] }>(mara, it.api('/graph'))
    await it.post(hana, it.api('/threads'), { element: elements[0]?.id, audience: 'side', text: 'Among ourselves' })
    const ours = await (await hana.get(it.api('/ledger/export'))).text()
    const theirs = await (await mara.get(it.api('/ledger/export'))).text()
    expect(ours).toContain('Among ourselves')
    expect(theirs).not.toContain('Among ourselves')
    expect(Object.keys((JSON.parse(theirs) as Export).chains).sort()).toEqual(['mdm', 'shared'])
    const outsider = await server.person('nobody@outside.example')
    expect((await outsider.get(it.api('/ledger/export'))).status).toBe(404)
  })
})
