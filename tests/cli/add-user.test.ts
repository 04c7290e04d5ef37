import { describe, expect, it, vi } from 'vitest'
import { user } from '@/server/cli/add-user'
import { freshDataDir, removeDataDir } from '../support/dataDir'
import { PASSWORD, signIn, startServer } from '../support/startServer'

async function add(dataDir: string, args: string[], password: string) {
  vi.stubEnv('DATA_DIR', dataDir)
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  try {
    const code = await user(['add', ...args], async () => password)
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
})
