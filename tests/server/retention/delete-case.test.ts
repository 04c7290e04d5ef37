import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { fillStore } from '@/server/backup/fill-store'
import { openBackup } from '@/server/backup/open-backup'
import { caseColumns } from '@/server/backup/tables'
import { deleteCaseVerb } from '@/server/cli/delete-case'
import { checkStore } from '@/server/integrity/check-store'
import { rowsOf } from '@/server/store/open'
import { tombstones } from '@/server/store/schema'
import { buildVerifier } from '../../support/agreement-case'
import { removeDataDir } from '../../support/dataDir'
import { type LivedIn, livedIn } from '../../support/lived-in'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

const DAY = 24 * 3_600_000

describe('a case whose time is over', { timeout: 120_000 }, () => {
  let server: TestServer
  let lived: LivedIn
  let other: string
  let later = 0
  let file: string
  const today = (days = 0) => new Date(Date.now() + later + days * DAY).toISOString().slice(0, 10)

  beforeAll(async () => {
    await buildVerifier()
    server = await startServer({ clock: () => new Date(Date.now() + later).toISOString() })
    lived = await livedIn(server)
    other = await server.newCase(lived.mara, { title: 'Another case' })
    const folder = mkdtempSync(join(tmpdir(), 'accord-archive-'))
    file = join(folder, 'case.archive')
  })
  afterAll(async () => {
    await server.close()
    removeDataDir(join(file, '..'))
  })

  const keep = async (who: TestPerson, until: string | null) => {
    const answer = await who.post(lived.it.api('/kept-until'), { until })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const remove = async (caseId = lived.it.id) => {
    const said: string[] = []
    const spies = [process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((text) => said.push(String(text)) > 0),
    )
    process.env.DATA_DIR = server.dataDir
    const code = await deleteCaseVerb([caseId, '--archive', file])
    delete process.env.DATA_DIR
    for (const spy of spies) spy.mockRestore()
    return { code, said: said.join('') }
  }

  it('[RET2] is so only when it is archived and both sides have named a day; each may take theirs back', async () => {
    expect(await keep(lived.mara, today(1))).toMatchObject({
      status: 422,
      body: { error: { code: 'case-not-archived' } },
    })
    expect((await remove()).said).toContain('The case is at work.')
    expect((await lived.mara.post(lived.it.api('/archive'), { archived: true })).status).toBe(200)
    expect((await keep(lived.mara, today(-1))).body).toMatchObject({ error: { code: 'day-over' } })
    expect((await keep(lived.mara, 'soon')).status).toBe(422)
    expect((await keep(lived.mara, today(3))).body).toEqual({ mdm: today(3) })
    expect((await remove()).said).toContain('An administrator of each side has to say')
    expect((await keep(lived.hana, today(5))).body).toMatchObject({ agreed: today(5) })
    expect((await keep(lived.hana, null)).body).toEqual({ mdm: today(3) })
    expect((await keep(lived.hana, today(5))).body).toMatchObject({ agreed: today(5) })
    expect((await remove()).said).toContain(`Both sides want the case kept until ${today(5)}.`)
    expect(existsSync(file)).toBe(false)
  })

  it('[RET2] is written whole into an archive, then deleted with every row of it; a tombstone proves the archive', async () => {
    const { db, files, serviceKey, clock } = server.runtime
    const count = async (table: string) =>
      Number(rowsOf<{ n: string }>(await db.execute(sql.raw(`select count(*) as n from ${table}`)))[0]?.n)
    const entries = rowsOf<{ n: string }>(
      await db.execute(sql`select count(*) as n from ledger where case_id = ${lived.it.id} and chain = 'shared'`),
    )
    later = 6 * DAY
    expect((await remove('absent')).said).toContain('There is no case absent.')
    const { code, said } = await remove()
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('is deleted; its archive is') })

    const archive = await openBackup(file)
    onTestFinished(() => archive.close())
    expect(archive.manifest).toMatchObject({ only: lived.it.id, files: { kept: 1, lost: [] } })
    expect(archive.serviceKey).toBeUndefined()
    const kept = archive.manifest.tables.filter(({ rows }) => rows > 0).map(({ name }) => name)
    expect(kept).toEqual(expect.arrayContaining(['cases', 'updates', 'ledger', 'proposals', 'statements', 'files']))
    expect(kept).not.toContain('people')
    expect(readFileSync(file, 'latin1')).not.toContain('argon2')
    await expect(fillStore(db, archive, 0)).rejects.toThrow(/is the archive of case .* no backup of a store/)

    for (const [table, column] of await caseColumns(db.$client)) {
      if (table === 'tombstones') continue
      const left = rowsOf(await db.execute(sql.raw(`select 1 from ${table} where ${column} = '${lived.it.id}'`)))
      expect(left, table).toEqual([])
    }
    expect(await count('cases')).toBe(1)
    expect(await count('people')).toBe(2)
    const [stone] = await db.select().from(tombstones).where(eq(tombstones.caseId, lived.it.id))
    expect(stone).toMatchObject({ archive: expect.stringMatching(/^[0-9a-f]{64}$/), keptUntil: expect.any(String) })
    expect(stone?.chains.shared).toMatchObject({ size: Number(entries[0]?.n) })
    const source = { db, files, serviceKey: serviceKey.publicKeyHex, now: Date.parse(clock()) }
    expect(await checkStore(source, false)).toMatchObject({
      cases: 1,
      problems: [],
      remarks: [expect.stringContaining('1 files')],
    })
    expect((await lived.mara.get(`/api/cases/${other}`)).status).toBe(200)
  })
})
