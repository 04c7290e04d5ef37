import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '@/server/store/db'
import { migrate, openStore } from '@/server/store/open'
import { cases, ledger, people, updates } from '@/server/store/schema'
import { freshDataDir, removeDataDir, silent } from '../../support/dataDir'
import { postgresFolder, startPostgres, type TestPostgres } from '../../support/postgres'
import { startServer } from '../../support/startServer'

const at = '2026-03-01T10:20:30.405Z'

/** What every store has to do, whichever it is. */
function storeContract(open: () => Promise<Store>): void {
  let store: Store
  beforeAll(async () => {
    store = await open()
    const { db } = store
    await db.insert(people).values({ id: 'p', email: 'p@x.example', name: 'P', createdAt: at })
    const row = {
      title: 'T',
      template: 'blank',
      device: { name: 'D' },
      mdmOrganisation: 'M',
      hdoOrganisation: 'H',
    } as const
    await db.insert(cases).values({ id: 'c', ...row, createdAt: at, createdBy: 'p' })
  }, 120_000)
  afterAll(() => store.close())

  it('[STO4] gives back bytes, moments, large counts and JSON exactly as they were written', async () => {
    const { db } = store
    const bytes = Uint8Array.from({ length: 256 }, (_, n) => n)
    await db
      .insert(updates)
      .values({ caseId: 'c', seq: 2 ** 40, personId: 'p', at, clientIds: [4_294_967_295, 1], update: bytes })
    const [row] = await db.select().from(updates).where(eq(updates.caseId, 'c'))
    expect(row).toEqual({
      caseId: 'c',
      seq: 2 ** 40,
      personId: 'p',
      side: null,
      at,
      clientIds: [4_294_967_295, 1],
      update: bytes,
    })

    const body = { text: 'ä 漢 🫀 "\\', nested: { list: [1, null, true] } }
    const entry = {
      prev: '0',
      kind: 'k',
      salt: 's',
      bodyDigest: 'd',
      hash: 'h',
      seal: 'x',
      at,
      actor: { id: 'p', name: 'P' },
      body,
    }
    await db.insert(ledger).values({ caseId: 'c', chain: 'shared', seq: 1, ...entry })
    expect((await db.select().from(ledger))[0]).toMatchObject(entry)
  })

  it('[STO5] keeps nothing of a transaction that failed, and refuses a second row of the same seq', async () => {
    const { db } = store
    const row = { caseId: 'c', seq: 7, personId: 'p', at, clientIds: [], update: new Uint8Array([1]) }
    await expect(
      db.transaction(async (tx) => {
        await tx.insert(updates).values(row)
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    await db.insert(updates).values(row)
    await expect(db.insert(updates).values(row)).rejects.toThrow()
  })

  it('[STO3] is migrated once, however many start at the same time', async () => {
    await Promise.all([migrate(store.db), migrate(store.db), migrate(store.db)])
    expect(await store.db.select().from(people)).toHaveLength(1)
  })
}

describe('the embedded store', { timeout: 120_000 }, () => {
  let dataDir: string
  storeContract(async () => {
    dataDir = await freshDataDir()
    return openStore({ dataDir }, silent)
  })
  afterAll(() => removeDataDir(dataDir))
})

describe.skipIf(!postgresFolder)('Postgres', { timeout: 120_000 }, () => {
  let postgres: TestPostgres
  beforeAll(async () => {
    postgres = await startPostgres()
  }, 120_000)
  afterAll(() => postgres.stop())

  describe('as a store', () => {
    storeContract(async () => openStore({ dataDir: '/nowhere', databaseUrl: await postgres.database() }, silent))
  })

  it('[STO6] serves people and cases as the embedded store does', async () => {
    const server = await startServer({ databaseUrl: await postgres.database() })
    const owner = await server.person('owner@mdm.example', { organisation: 'Pumps', side: 'mdm' })
    const id = await server.newCase(owner, { template: 'iec-80001-2-9' })
    const command = { command: 'decide-capability', args: { capability: 'ALOF', decision: 'required' } }
    const key = { 'idempotency-key': 'k' }
    const answers = await Promise.all([1, 2].map(() => owner.post(`/api/cases/${id}/commands`, command, key)))
    const [first, second] = await Promise.all(answers.map((answer) => answer.json()))
    expect(first).toMatchObject({ seq: 2 })
    expect(second).toEqual(first)
    const { entries } = (await (await owner.get(`/api/cases/${id}/ledger`)).json()) as { entries: { kind: string }[] }
    expect(entries.map(({ kind }) => kind)).toEqual(['case.created', 'participant.set'])
    expect(await (await server.fetch('/readyz')).json()).toEqual({ status: 'ready' })
  })
})
