import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkStore } from '@/server/integrity/check-store'
import { rowsOf } from '@/server/store/open'
import { buildVerifier } from '../../support/agreement-case'
import { type LivedIn, livedIn } from '../../support/lived-in'
import { startServer, type TestServer } from '../../support/startServer'

const HOUR = 3_600_000

describe('a clock that jumps', { timeout: 120_000 }, () => {
  let server: TestServer
  let lived: LivedIn
  /** What the machine's clock is wrong by, in milliseconds. */
  let wrong = 0
  beforeAll(async () => {
    await buildVerifier()
    server = await startServer({ clock: () => new Date(Date.now() + wrong).toISOString() })
    lived = await livedIn(server)
  })
  afterAll(() => server.close())

  const say = async (text: string) => {
    const { rooms } = server.runtime
    const element = await rooms.read(lived.it.id, (doc) => [...doc.getMap('nodes').keys()][0])
    return (await lived.mara.post(lived.it.api('/threads'), { element, audience: 'all', text })).status
  }
  const sound = async () => {
    const { db, files, serviceKey } = server.runtime
    const source = { db, files, serviceKey: serviceKey.publicKeyHex, now: Date.now() }
    expect((await checkStore(source, false)).problems).toEqual([])
    const rows = rowsOf<{ at: Date; seq: number }>(
      await db.execute(sql`select seq::int, at from ledger where chain = 'shared' order by seq`),
    )
    const times = rows.map(({ at }) => new Date(at).getTime())
    expect(times).toEqual([...times].sort((a, b) => a - b))
  }

  it('[OPS8] backwards: people work on, and no history is dated before its last entry', async () => {
    for (const jump of [-30 * 24 * HOUR, 0, -1 * HOUR]) {
      wrong = jump
      expect(await say(`said at ${jump}`)).toBe(201)
      await lived.it.edit(`written at ${jump}`)
      await sound()
    }
    const rows = rowsOf<{ seq: number }>(
      await server.runtime.db.execute(sql`select seq::int from updates order by seq`),
    )
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
  })

  it('[OPS8] forwards and back: what ran out meanwhile is asked for again, and nothing is lost or in disorder', async () => {
    wrong = 40 * 24 * HOUR
    await lived.it.edit('written in a month')
    await sound()
    wrong = 0
    await lived.it.edit('written today')
    const again = await lived.it.version(1, lived.mara)
    expect(again.proposal.digest).toMatch(/^[0-9a-f]{64}$/)
    expect([201, 401]).toContain(await say('said today'))
    await sound()
    expect((await server.fetch('/readyz')).status).toBe(200)
  })
})
