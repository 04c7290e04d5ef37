import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { readCase } from '@/lib/case/read'
import { DEMO_PASSWORD, ensureDemo } from '@/server/commands/create-demo'
import { discardDrafts } from '@/server/commands/discard-drafts'
import { conditionOf } from '@/server/files/check-files'
import { cases, files, ledger, people, updates } from '@/server/store/schema'
import { signIn, startServer } from '../../support/startServer'

describe('the demo', { timeout: 120_000 }, () => {
  it('[DEMO1] [EX6] makes its people and its example once, however often it starts, and each of them may do what is promised', async () => {
    const { runtime, url, fetch } = await startServer()
    await ensureDemo(runtime)
    await ensureDemo(runtime)
    expect(await runtime.db.select({ id: cases.id }).from(cases)).toHaveLength(1)
    expect(await runtime.db.select({ id: people.id }).from(people)).toHaveLength(7)
    const kept = await runtime.db.select().from(files).orderBy(files.name)
    expect(kept.map(({ name, side, type }) => [name, side, type])).toEqual([
      ['NI-TR-1184 Session end test.pdf', 'mdm', 'application/pdf'],
      ['SB-CFG-0318 Badge reader roll-out.csv', 'hdo', 'text/plain'],
    ])
    for (const { caseId, sha256, size } of kept) {
      expect(await conditionOf(runtime.files, sha256)).toBe('intact')
      const named = await runtime.rooms.read(caseId, (doc) =>
        [...readCase(doc).elements.values()].filter(({ fields }) => fields.sha256 === sha256),
      )
      expect(named.map(({ fields }) => fields.fileSize)).toEqual([size])
    }
    const rightsOf = async (email: string) => {
      const cookie = (await signIn(url, email, DEMO_PASSWORD)) ?? ''
      const me = (await (await fetch('/api/me', { headers: { cookie } })).json()) as {
        cases: { side?: string; rights: string[] }[]
      }
      return me.cases.map(({ side, rights }) => `${side ?? 'no side'}: ${rights.join(' ')}`)
    }
    const all = 'read comment edit approve propose sign administer'
    expect(await rightsOf('admin@mdm.example')).toEqual([`mdm: ${all}`])
    expect(await rightsOf('admin@hdo.example')).toEqual([`hdo: ${all}`])
    expect(await rightsOf('reviewer@hdo.example')).toEqual(['hdo: read comment approve'])
    expect(await rightsOf('reader@assessor.example')).toEqual(['no side: read'])
    expect(await rightsOf('nobody@outside.example')).toEqual([])
  })

  it('[DEMO2] discards an example that was cut short, shows nobody the half of it, and makes it anew', async () => {
    const { runtime } = await startServer()
    const { db } = runtime
    await ensureDemo(runtime)
    await db.update(cases).set({ state: 'building' })
    await discardDrafts(runtime)
    for (const table of [cases, updates, ledger, files]) expect(await db.select().from(table)).toEqual([])
    await ensureDemo(runtime)
    expect(await db.select().from(cases).where(eq(cases.state, 'ready'))).toHaveLength(1)
  })
})
