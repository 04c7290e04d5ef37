import { existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import * as Y from 'yjs'
import { integrity } from '@/server/cli/integrity'
import { checkStore } from '@/server/integrity/check-store'
import { snapshots } from '@/server/store/schema'
import { buildVerifier } from '../../support/agreement-case'
import { type LivedIn, livedIn } from '../../support/lived-in'
import { startServer, type TestServer } from '../../support/startServer'

describe('the check of everything that a store keeps', { timeout: 120_000 }, () => {
  let server: TestServer
  let lived: LivedIn
  let id: string

  beforeAll(async () => {
    await buildVerifier()
    server = await startServer()
    lived = await livedIn(server)
    id = lived.it.id
  })
  afterAll(() => server.close())

  const check = (mend = false) => {
    const { db, files, serviceKey, clock } = server.runtime
    return checkStore({ db, files, serviceKey: serviceKey.publicKeyHex, now: Date.parse(clock()) }, mend)
  }
  /** Changes the store behind everybody's back, and back again. */
  const damaged = async (words: string, back: string) => {
    const { db } = server.runtime
    await db.execute(sql.raw(words))
    const report = await check()
    await db.execute(sql.raw(back))
    return report.problems
  }

  it('[OPS7] finds nothing in a store that is as it was written, and says what it has read', async () => {
    const report = await check()
    expect(report).toMatchObject({ cases: 1, versions: 1, files: 1, problems: [], remarks: [] })
    expect(Math.min(report.edits, report.entries)).toBeGreaterThan(0)
    const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    onTestFinished(() => said.mockRestore())
    process.env.DATA_DIR = server.dataDir
    onTestFinished(() => void delete process.env.DATA_DIR)
    expect(await integrity([])).toBe(0)
    expect(String(said.mock.calls[0]?.[0])).toContain('Everything is as it was written.')
  })

  it.each([
    [
      'a word of the history',
      `update ledger set body = jsonb_set(body, '{x}', '1') where seq = 1 and chain = 'shared'`,
      `update ledger set body = body - 'x' where seq = 1 and chain = 'shared'`,
      /shared chain: The content of entry 1/,
    ],
    [
      'an entry of the history',
      `update ledger set seq = -2 where seq = 2 and chain = 'shared'`,
      `update ledger set seq = 2 where seq = -2`,
      /shared chain: Entry 2 carries the number 3/,
    ],
    [
      'a seal',
      `update ledger set seal = reverse(seal) where seq = 2 and chain = 'shared'`,
      `update ledger set seal = reverse(seal) where seq = 2 and chain = 'shared'`,
      /Entry 2 .* does not carry a seal/,
    ],
    [
      'a signed statement',
      `update statements set envelope = envelope || ' ', payload = payload, expires_at = expires_at - interval '1 year' where false; update statements set envelope = replace(envelope, '"payload":"', '"payload":"A')  where envelope is not null`,
      `update statements set envelope = replace(envelope, '"payload":"A', '"payload":"') where envelope is not null`,
      /the signed statement of entry \d+ is not there or was changed/,
    ],
    [
      'a frozen version',
      `update proposals set frozen = set_byte(frozen, 200, get_byte(frozen, 200) # 1)`,
      `update proposals set frozen = set_byte(frozen, 200, get_byte(frozen, 200) # 1)`,
      /version 1|baseline 1/,
    ],
    [
      'the end of a log',
      `update cases set head_seq = head_seq + 1`,
      `update cases set head_seq = head_seq - 1`,
      /the log ends at \d+, and \d+ was acknowledged/,
    ],
    [
      'an author',
      `update updates set person_id = 'somebody' where seq = 1`,
      `update updates set person_id = (select created_by from cases limit 1) where seq = 1`,
      /1 editors are not those they are bound to/,
    ],
  ])('[OPS7] notices that %s was changed, and says where', async (_what, words, back, told) => {
    const problems = await damaged(words, back)
    expect(problems.join('\n')).toMatch(told)
    expect(problems.join('\n')).toContain(id)
    expect((await check()).problems).toEqual([])
  })

  it('[OPS7] notices a snapshot that is not what the log says, and deletes it when it is asked to', async () => {
    const { db, clock } = server.runtime
    const other = new Y.Doc()
    other.getMap('meta').set('title', 'Something else')
    const [row] = await db.select({ n: sql<string>`max(seq)` }).from(sql`updates`)
    await db
      .insert(snapshots)
      .values({ caseId: id, seq: Number(row?.n), at: clock(), state: Y.encodeStateAsUpdateV2(other) })
      .onConflictDoUpdate({
        target: [snapshots.caseId, snapshots.seq],
        set: { state: Y.encodeStateAsUpdateV2(other) },
      })
    expect((await check()).problems.join()).toMatch(/a snapshot differs from the log/)
    const mended = await check(true)
    expect(mended).toMatchObject({ problems: [], remarks: [expect.stringContaining('were deleted')] })
    expect(await db.select().from(snapshots).where(eq(snapshots.caseId, id))).toEqual([])
  })

  it('[OPS7] notices evidence that is damaged or gone, and collects what nobody names, after a day', async () => {
    const { sha256 } = lived
    const place = (hash: string) => join(server.dataDir, 'files', hash.slice(0, 2), hash)
    const orphan = `${sha256.slice(0, 63)}${sha256.endsWith('0') ? '1' : '0'}`
    writeFileSync(place(orphan), 'of a case that is no more')
    expect(await check(true)).toMatchObject({ problems: [], remarks: [] })
    const old = new Date(Date.now() - 25 * 3_600_000)
    utimesSync(place(orphan), old, old)
    utimesSync(place(sha256), old, old)
    expect((await check()).remarks).toEqual([expect.stringMatching(/^1 files are named by no case/)])
    expect((await check(true)).remarks).toEqual([expect.stringContaining(orphan)])
    expect([existsSync(place(orphan)), existsSync(place(sha256))]).toEqual([false, true])
    writeFileSync(place(sha256), 'something else')
    expect((await check()).problems).toEqual([expect.stringMatching(`${sha256} of ${id} is damaged`)])
    rmSync(place(sha256))
    expect((await check()).problems).toEqual([expect.stringMatching(`${sha256} of ${id} is missing`)])
  })
})
