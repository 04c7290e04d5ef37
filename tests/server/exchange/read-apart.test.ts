import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '@/lib/gsn/outcome'
import { readApart } from '@/server/exchange/read-apart'
import { projectRoot } from '@/server/root'

const folder = join(projectRoot(), 'dist/tests', `${process.pid}-read-apart`)
const program = join(folder, 'read-thread.js')
beforeAll(async () => {
  const entryPoints = [{ in: 'server/exchange/read-thread.ts', out: 'read-thread' }]
  const { settings } = await import('../../../server/scripts/bundle.mjs' as string)
  await build({ ...settings(folder), entryPoints, sourcemap: false })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bytes = (text: string) => new TextEncoder().encode(text)
const claims = (count: number) =>
  bytes(Array.from({ length: count }, (_, n) => `G${n}: {text: The pump is safe in the ward number ${n}}\n`).join(''))

describe('files that are read apart', () => {
  it('[EXC21] come out as they do here, and others get their turn meanwhile', async () => {
    const file = claims(4000)
    let turns = 0
    const timer = setInterval(() => turns++, 5)
    const apart = await readApart('gsn-yaml', file, {}, { program })
    clearInterval(timer)
    expect(turns).toBeGreaterThan(3)
    expect(must(apart).elements).toHaveLength(4000)
    expect(apart).toEqual(await readApart('gsn-yaml', file, {}, { program: '/nowhere' }))
  })

  it('[EXC21] that use up the memory or the time use up their own thread’s, and the next file is read', async () => {
    const limit = { ms: 60_000, heapMb: 24 }
    const heavy = await readApart('gsn-yaml', claims(24_000), {}, { program, limit })
    expect(heavy).toMatchObject({ ok: false, refusal: { code: 'file-too-heavy' } })
    const slow = await readApart('gsn-yaml', claims(24_000), {}, { program, limit: { ms: 1, heapMb: 512 } })
    expect(slow).toMatchObject({ ok: false, refusal: { code: 'file-too-heavy' } })
    expect((await readApart('gsn-yaml', claims(3000), {}, { program })).ok).toBe(true)
  })

  it('[EXC21] wait for each other, and when many wait the next is asked to come back', async () => {
    const file = claims(3000)
    const all = await Promise.all(Array.from({ length: 16 }, () => readApart('gsn-yaml', file, {}, { program })))
    const codes = all.map((each) => (each.ok ? 'read' : each.refusal.code))
    expect(codes.filter((code) => code === 'read')).toHaveLength(13)
    expect(codes.filter((code) => code === 'busy')).toHaveLength(3)
  }, 60_000)

  it('[EXC21] are workbooks always, however small: they unpack to more', async () => {
    const refused = await readApart('controls', bytes('PK\x03\x04 and no more'), {}, { program })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'workbook-unreadable' } })
  })
})
