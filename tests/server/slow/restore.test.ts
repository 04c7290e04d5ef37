import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { verifyChain } from '@/lib/agreement/ledger-chain'
import { must } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'
import { openBackup } from '@/server/backup/open-backup'
import { restoreEmbedded } from '@/server/backup/restore-embedded'
import { restorePostgres } from '@/server/backup/restore-postgres'
import { saveBackup } from '@/server/backup/save-backup'
import { sourceOf } from '@/server/backup/source-of'
import { writeBackup } from '@/server/backup/write-backup'
import type { Runtime } from '@/server/runtime'
import type { Db } from '@/server/store/db'
import { openStoreAsItIs, rowsOf } from '@/server/store/open'
import { buildVerifier } from '../../support/agreement-case'
import { removeDataDir, silent } from '../../support/dataDir'
import { backUp, contentsOf, type LivedIn, livedIn } from '../../support/lived-in'
import { postgresFolder, startPostgres } from '../../support/postgres'
import { startServer } from '../../support/startServer'

const clock = () => new Date().toISOString()

/** People at work: each edits one case after the other and remembers what was acknowledged. */
class Work {
  readonly acknowledged: string[] = []
  private going = true
  private readonly hands: Promise<void>[]

  constructor(runtime: Runtime, caseId: string, hands: number) {
    this.hands = Array.from({ length: hands }, () => this.work(runtime, caseId))
  }

  private async work({ rooms, ids }: Runtime, caseId: string): Promise<void> {
    const by = { personId: 'ann', name: 'Ann', side: 'mdm' } as const
    while (this.going) {
      const context = { ids, at: clock(), by: 'ann' }
      const done = must(
        await rooms.edit(caseId, by, (doc) => runCommand(doc, 'add-element', { kind: 'goal' }, context)),
      )
      this.acknowledged.push(done.value.created[0] ?? '')
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  async until(count: number): Promise<void> {
    while (this.acknowledged.length < count) await new Promise((resolve) => setTimeout(resolve, 10))
  }

  async stop(): Promise<void> {
    this.going = false
    await Promise.all(this.hands)
  }
}

async function chainProblems(db: Db, caseId: string, serviceKey: string): Promise<unknown[]> {
  const problems: unknown[] = []
  for (const chain of ['shared', 'mdm', 'hdo'] as const) {
    const entries = rowsOf<never>(
      await db.execute(
        sql`select chain, seq::int, prev, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, actor,
          kind, body, salt, body_digest as "bodyDigest", hash, seal from ledger
          where case_id = ${caseId} and chain = ${chain} order by seq`,
      ),
    )
    if (entries.length > 0) problems.push(...verifyChain(entries, { caseId, chain, serviceKey }).problems)
  }
  return problems
}

describe('a store restored from a backup', { timeout: 300_000 }, () => {
  let lived: LivedIn
  let folder: string
  let original: string
  let key: string
  let acknowledged: readonly string[]
  const path = (name: string) => join(folder, name)
  const restored = async (dataDir: string, from: string, replace = false) => {
    const backup = await openBackup(from)
    try {
      return await restoreEmbedded(dataDir, backup, { replace, clock })
    } finally {
      await backup.close()
    }
  }

  beforeAll(async () => {
    await buildVerifier()
    folder = mkdtempSync(join(tmpdir(), 'accord-restore-'))
    const server = await startServer()
    lived = await livedIn(server)
    key = server.runtime.serviceKey.publicKeyHex
    const work = new Work(server.runtime, lived.it.id, 4)
    await work.until(100)
    acknowledged = [...work.acknowledged]
    await backUp(server.dataDir, path('under-load'))
    const during = work.acknowledged.length
    await work.until(during + 20)
    await work.stop()
    original = path('original')
    await backUp(server.dataDir, original)
    await server.close()
  }, 240_000)
  afterAll(() => removeDataDir(folder))

  it('[OPS1] that was made while people worked is one moment: every edit acknowledged before it, whole histories', async () => {
    const dataDir = path('load')
    must(await restored(dataDir, path('under-load')))
    const again = await startServer({ dataDir })
    const ids = await again.runtime.rooms.read(lived.it.id, (doc) => [...doc.getMap('nodes').keys()])
    expect(ids).toEqual(expect.arrayContaining([...acknowledged]))
    expect(await chainProblems(again.runtime.db, lived.it.id, key)).toEqual([])
    expect((await again.fetch('/api/me', { headers: { cookie: lived.mara.cookie } })).status).toBe(401)
    await again.close()
  })

  it('[OPS2] is the same in an empty data directory, in the place of another, and beside a running server at its next start', async () => {
    const dataDir = path('place')
    const first = await startServer({ dataDir })
    await first.person('late@mdm.example')
    expect(await restored(dataDir, original)).toMatchObject({ refusal: { code: 'server-running' } })
    expect(await restored(dataDir, original, true)).toEqual({ ok: true, value: { done: false } })
    expect(rowsOf(await first.runtime.db.execute(sql`select email from people`))).toEqual([
      { email: 'late@mdm.example' },
    ])
    await first.close()
    const second = await startServer({ dataDir })
    await backUp(dataDir, path('second'))
    expect(await contentsOf(path('second'))).toEqual(await contentsOf(original))
    const epoch = async () =>
      rowsOf<{ epoch: number }>(await second.runtime.db.execute(sql`select epoch from cases`))[0]?.epoch ?? 0
    expect(await epoch()).toBeGreaterThan(1)
    await second.close()
    const aside = readdirSync(dataDir).find((name) => /^replaced-\d{14}$/.test(name)) ?? ''
    const before = await openStoreAsItIs({ dataDir: join(dataDir, aside) }, silent)
    expect(rowsOf(await before.db.execute(sql`select email from people`))).toEqual([{ email: 'late@mdm.example' }])
    await before.close()
    expect(await restored(dataDir, original)).toMatchObject({ refusal: { code: 'not-empty' } })
  })

  it.skipIf(!postgresFolder)(
    '[OPS2] is equal by every row, file and history: from the embedded one to Postgres, under load there, and back',
    async () => {
      const postgres = await startPostgres()
      onTestFinished(() => postgres.stop())
      const env = { dataDir: path('postgres'), databaseUrl: await postgres.database() }
      const server = await startServer({ dataDir: env.dataDir, databaseUrl: env.databaseUrl })
      await server.person('late@mdm.example')
      const into = async (from: string, replace: boolean) => {
        const backup = await openBackup(from)
        const done = await restorePostgres(env, backup, { replace, clock })
        await backup.close()
        return done
      }
      const save = async (name: string) => {
        const store = await openStoreAsItIs(env, silent)
        await saveBackup(path(name), writeBackup(sourceOf(store, env.dataDir, clock)))
        await store.close()
      }
      expect(await into(original, true)).toMatchObject({ refusal: { code: 'server-running' } })
      await server.close()
      expect(await into(original, false)).toMatchObject({ refusal: { code: 'not-empty' } })
      const done = must(await into(original, true))
      await save('from-postgres')
      expect(await contentsOf(path('from-postgres'))).toEqual(await contentsOf(original))

      const again = await startServer({
        dataDir: env.dataDir,
        databaseUrl: env.databaseUrl,
      })
      expect(again.runtime.serviceKey.publicKeyHex).toBe(key)
      const { db } = again.runtime
      const late = rowsOf(await db.execute(sql.raw(`select email from ${done.aside}.people`)))
      expect(late).toEqual([{ email: 'late@mdm.example' }])
      expect(await chainProblems(db, lived.it.id, key)).toEqual([])
      const work = new Work(again.runtime, lived.it.id, 4)
      await work.until(50)
      const saved = [...work.acknowledged]
      await save('postgres-load')
      await work.stop()
      await again.close()

      const back = path('back')
      must(await restored(back, path('postgres-load')))
      const home = await startServer({ dataDir: back })
      const ids = await home.runtime.rooms.read(lived.it.id, (doc) => [...doc.getMap('nodes').keys()])
      expect(ids).toEqual(expect.arrayContaining([...acknowledged, ...saved]))
      expect(await chainProblems(home.runtime.db, lived.it.id, key)).toEqual([])
      await backUp(back, path('home'))
      expect(await contentsOf(path('home'))).toEqual(await contentsOf(path('postgres-load')))
      await home.close()
    },
  )
})
