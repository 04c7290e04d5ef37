import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { askServer } from '@/server/admin/ask-server'
import { openBackup } from '@/server/backup/open-backup'
import { erasePersonVerb } from '@/server/cli/erase-person'
import { checkStore } from '@/server/integrity/check-store'
import { buildVerifier } from '../../support/agreement-case'
import { removeDataDir } from '../../support/dataDir'
import { backUp, type LivedIn, livedIn } from '../../support/lived-in'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

describe('a person who is to be forgotten', { timeout: 120_000 }, () => {
  let server: TestServer
  let lived: LivedIn
  let ida: TestPerson
  const run = async (...args: string[]) => {
    const said: string[] = []
    const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0)
    const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
    process.env.DATA_DIR = server.dataDir
    const code = await erasePersonVerb(args)
    delete process.env.DATA_DIR
    out.mockRestore()
    err.mockRestore()
    return { code, said: said.join('') }
  }

  beforeAll(async () => {
    await buildVerifier()
    server = await startServer()
    lived = await livedIn(server)
    ida = await server.person('ida.unique@hdo.example', { name: 'Ida Unique', organisation: 'St. Brigid', side: 'hdo' })
    await server.seat(lived.it.id, ida, 'hdo', ['read', 'comment'])
    const element = await server.runtime.rooms.read(lived.it.id, (doc) => [...doc.getMap('nodes').keys()][0])
    for (const audience of ['all', 'side']) {
      const thread = { element, audience, text: 'Words that Ida said' }
      expect((await ida.post(lived.it.api('/threads'), thread)).status).toBe(201)
    }
  })
  afterAll(() => server.close())

  it('[RET1] leaves every case first, by somebody of the case', async () => {
    const { code, said } = await run('ida.unique@hdo.example')
    expect(code).toBe(1)
    expect(said).toContain('Let an administrator of each case take this person out first: A case.')
    expect(await run('nobody@hdo.example')).toMatchObject({
      code: 1,
      said: 'There is no account of nobody@hdo.example.\n',
    })
  })

  it('[RET1] is a pseudonym afterwards, signed in nowhere; their words go when asked, and every history still verifies', async () => {
    const { db, files, serviceKey, clock } = server.runtime
    await db.execute(sql`delete from participants where person_id = ${ida.id}`)
    const { code, said } = await run('IDA.unique@hdo.example', '--words')
    expect({ code, said }).toMatchObject({
      code: 0,
      said: expect.stringContaining('The words of 2 comments were erased.'),
    })
    expect((await ida.get('/api/me')).status).toBe(401)
    const folder = mkdtempSync(join(tmpdir(), 'accord-erased-'))
    onTestFinished(() => removeDataDir(folder))
    await backUp(server.dataDir, join(folder, 'backup'))
    const backup = await openBackup(join(folder, 'backup'))
    const rows: string[] = []
    for (const { name, table } of backup.manifest.parts) if (table !== undefined) rows.push(await backup.rowsOf(name))
    await backup.close()
    for (const word of ['ida.unique', 'Ida Unique', 'Words that Ida']) expect(rows.join(), word).not.toContain(word)
    expect(rows.join()).toContain(`erased-${ida.id.slice(0, 8)}@erased.invalid`)
    const source = { db, files, serviceKey: serviceKey.publicKeyHex, now: Date.parse(clock()) }
    expect((await checkStore(source, false)).problems).toEqual([])
    // Whoever reads on sees that something was erased, and nothing else is missing.
    const { entries } = (await (await lived.hana.get(lived.it.api('/ledger'))).json()) as {
      entries: { kind: string }[]
    }
    expect(entries.filter(({ kind }) => kind === 'entry.erased')).toHaveLength(2)
    expect(await askServer('/nowhere', 'backup')).toBeUndefined()
  })

  it('[RET1] who signed keeps the name where it proves what was agreed', async () => {
    await server.runtime.db.execute(sql`delete from participants where person_id = ${lived.hana.id}`)
    const { said } = await run('hana@hdo.example', '--words')
    const kept = Number(/(\d+) entries of histories keep the name/.exec(said)?.[1])
    expect(kept).toBeGreaterThan(0)
    expect((await lived.it.version(1, lived.mara)).proposal).toMatchObject({ digest: expect.any(String) })
  })
})
