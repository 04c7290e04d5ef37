import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { DEMO_PASSWORD, ensureDemo } from '@/server/commands/create-demo'
import { discardDrafts } from '@/server/commands/discard-drafts'
import { cases, ledger, people, updates } from '@/server/store/schema'
import { signIn, startServer } from '../../support/startServer'

describe('the demo', { timeout: 120_000 }, () => {
  it('[DEMO1] makes its people and its example once, however often it starts, and each of them may do what is promised', async () => {
    const { runtime, url, fetch } = await startServer()
    await ensureDemo(runtime)
    await ensureDemo(runtime)
    expect(await runtime.db.select({ id: cases.id }).from(cases)).toHaveLength(1)
    expect(await runtime.db.select({ id: people.id }).from(people)).toHaveLength(7)
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
    for (const table of [cases, updates, ledger]) expect(await db.select().from(table)).toEqual([])
    await ensureDemo(runtime)
    expect(await db.select().from(cases).where(eq(cases.state, 'ready'))).toHaveLength(1)
  })
})
