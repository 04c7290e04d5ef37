import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { user } from '@/server/cli/add-user'
import { codeApps, people } from '@/server/store/schema'
import { freshDataDir, removeDataDir } from '../support/dataDir'
import { PASSWORD, signIn, startServer } from '../support/startServer'

async function add(dataDir: string, args: string[], password: string, verb = ['add']) {
  vi.stubEnv('DATA_DIR', dataDir)
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  try {
    const code = await user([...verb, ...args], async () => password)
    return { code, words: [...out.mock.calls, ...err.mock.calls].map(([text]) => String(text)).join('') }
  } finally {
    vi.unstubAllEnvs()
    out.mockRestore()
    err.mockRestore()
  }
}

describe('accord user add', () => {
  it('[AUTH6] makes an account that can sign in, and tells in a sentence what it will not do', async () => {
    const dataDir = await freshDataDir()
    const ada = ['--email', 'Ada@Maker.example', '--name', 'Ada', '--organisation', 'Maker', '--side', 'mdm']
    expect(await add(dataDir, ada, 'short')).toMatchObject({ code: 1, words: expect.stringContaining('at least 15') })
    expect(await add(dataDir, ada, PASSWORD)).toMatchObject({ code: 0 })
    expect((await add(dataDir, ada, PASSWORD)).words).toContain('already')
    const other = ['--email', 'b@x.example', '--name', 'B', '--organisation', 'Maker', '--side', 'hdo']
    expect((await add(dataDir, other, PASSWORD)).words).toContain('other side')
    expect((await add(dataDir, ['--name', 'C'], PASSWORD)).words).toContain('--email')
    expect((await add(dataDir, ['--nonsense'], PASSWORD)).code).toBe(2)
    const server = await startServer({ dataDir })
    expect(await signIn(server.url, 'ada@maker.example', PASSWORD)).toBeDefined()
    // The embedded store belongs to the running server: told so, and nothing is broken.
    expect((await add(dataDir, ['--email', 'd@x.example', '--name', 'D'], PASSWORD)).code).toBe(1)
    expect((await server.fetch('/readyz')).status).toBe(200)
    await server.close()
    removeDataDir(dataDir)
  })

  it('[AUTH15] [AUTH14] gives a new password and takes second factors off, and every session ends', async () => {
    const dataDir = await freshDataDir()
    const act = (args: string[], password = '') => add(dataDir, args, password, [])
    await add(dataDir, ['--email', 'bo@maker.example', '--name', 'Bo'], PASSWORD)
    const server = await startServer({ dataDir })
    const cookie = await signIn(server.url, 'bo@maker.example', PASSWORD)
    const [bo] = await server.runtime.db.select().from(people)
    const factor = { personId: bo?.id ?? '', secret: 'sealed', createdAt: server.runtime.clock() }
    await server.runtime.db.insert(codeApps).values({ ...factor, confirmedAt: server.runtime.clock() })
    expect(await signIn(server.url, 'bo@maker.example', PASSWORD), 'the second step waits').toBeUndefined()
    await server.close()

    expect((await act(['password', '--email', 'nobody@maker.example'], PASSWORD)).words).toContain('no account')
    expect((await act(['password', '--email', 'bo@maker.example'], 'short')).words).toContain('at least 15')
    expect(await act(['password', '--email', 'BO@maker.example'], 'another four words here')).toMatchObject({ code: 0 })
    expect(await act(['reset-factors', '--email', 'bo@maker.example'])).toMatchObject({ code: 0 })
    const again = await startServer({ dataDir })
    expect((await again.fetch('/api/me', { headers: { cookie: cookie ?? '' } })).status).toBe(401)
    expect(await signIn(again.url, 'bo@maker.example', 'another four words here')).toBeDefined()
    await again.close()
    removeDataDir(dataDir)
  })

  it('[ORG1] names an administrator where an organisation has nobody who could', async () => {
    const dataDir = await freshDataDir()
    const act = (args: string[]) => add(dataDir, args, '', [])
    const cy = ['--email', 'cy@maker.example', '--name', 'Cy', '--organisation', 'Maker', '--side', 'mdm']
    await add(dataDir, cy, PASSWORD)
    await add(dataDir, ['--email', 'di@maker.example', '--name', 'Di', ...cy.slice(4)], PASSWORD)
    await add(dataDir, ['--email', 'ed@x.example', '--name', 'Ed'], PASSWORD)
    expect((await act(['administrator', '--email', 'nobody@maker.example'])).words).toContain('no account')
    expect((await act(['administrator', '--email', 'ed@x.example'])).words).toContain('no organisation')
    expect(await act(['administrator', '--email', 'DI@maker.example'])).toMatchObject({
      code: 0,
      words: 'di@maker.example administers the organisation now.\n',
    })
    const server = await startServer({ dataDir })
    const [di] = await server.runtime.db.select().from(people).where(eq(people.email, 'di@maker.example'))
    expect(di?.administersHome).toBe(true)
    await server.close()
    removeDataDir(dataDir)
  })
})
