import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { readCase } from '@/lib/case/read'
import { parseEnv } from '@/server/env'
import { serve } from '@/server/serve'
import { freshDataDir, removeDataDir, silent } from '../../support/dataDir'
import { bundleProgram, type Program, startProgram } from '../../support/program'

let main: Awaited<ReturnType<typeof bundleProgram>>
let committing: Awaited<ReturnType<typeof bundleProgram>>
beforeAll(async () => {
  main = await bundleProgram('server/main.ts')
  committing = await bundleProgram('tests/support/committing-program.ts')
}, 60_000)
afterAll(() => {
  main.remove()
  committing.remove()
})

async function dataDir(): Promise<string> {
  const folder = await freshDataDir()
  onTestFinished(() => removeDataDir(folder))
  return folder
}

function start(file: string, env: Record<string, string>): Program {
  const program = startProgram(file, ['--no-pages'], { HOST: '127.0.0.1', LOG_LEVEL: 'error', ...env })
  onTestFinished(async () => {
    program.child.kill('SIGKILL')
    await program.ended
  })
  return program
}

// Starting a process takes as long as the machine makes it take.
describe('the server process', { timeout: 120_000 }, () => {
  it('[STO2] a second one on the same data directory ends with a sentence, and the first goes on', async () => {
    const env = { PORT: '0', DATA_DIR: await dataDir() }
    const first = start(main.file, env)
    await first.said(/ready http:\/\/localhost:\d+/)
    const second = start(main.file, env)
    expect(await second.ended).toBe(1)
    expect(second.err()).toMatch(
      /^Accord did not start\. The data directory .* is already in use by process \d+\. Stop that/,
    )
    expect(first.child.exitCode).toBeNull()
  })

  it('[STO2] starts again after it was killed, over the lock it left behind', async () => {
    const env = { PORT: '0', DATA_DIR: await dataDir() }
    const first = start(main.file, env)
    await first.said(/ready/)
    first.child.kill('SIGKILL')
    expect(await first.ended).toBe('SIGKILL')
    await start(main.file, env).said(/ready/)
  })

  it('[SRV1] ends with a sentence when its port is taken', async () => {
    const squatter = createServer()
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void squatter.close())
    const { port } = squatter.address() as { port: number }
    const program = start(main.file, { PORT: String(port), DATA_DIR: await dataDir() })
    expect(await program.ended).toBe(1)
    expect(program.err()).toContain(`Port ${port} is already in use. Stop that program, or choose another PORT.`)
  })

  it('[SRV1] ends with one sentence for every setting that is wrong', async () => {
    const program = start(main.file, {
      PORT: 'eighty',
      DATABASE_URL: 'mysql://x',
      LOG_LEVEL: 'loud',
      AUTH_SECRET: 'short',
    })
    expect(await program.ended).toBe(1)
    for (const name of ['PORT', 'DATABASE_URL', 'LOG_LEVEL', 'AUTH_SECRET']) {
      expect(program.err()).toMatch(new RegExp(`${name} must .*\\.`))
    }
  })

  it('[SRV2] ends with 0 when it is asked to stop, and gives the data directory back', async () => {
    const folder = await dataDir()
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const program = start(main.file, { PORT: '0', DATA_DIR: folder })
      await program.said(/ready/)
      program.child.kill(signal)
      expect(await program.ended, signal).toBe(0)
    }
    const next = await serve({ env: parseEnv({ PORT: '0', DATA_DIR: folder }), pages: 'none', log: silent })
    await next.close()
  })

  it('[OPS5] asked to stop, it goes on for as long as it was told, says so meanwhile, and ends with 0', async () => {
    const program = start(main.file, { PORT: '0', DATA_DIR: await dataDir(), DRAIN_SECONDS: '3' })
    const port = /:(\d+)/.exec(await program.said(/ready http:\/\/localhost:\d+/))?.[1]
    const draining = async () =>
      /^accord_draining (\d)$/m.exec(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text())
    expect((await draining())?.[1]).toBe('0')
    program.child.kill('SIGTERM')
    while ((await draining())?.[1] !== '1') expect(program.child.exitCode).toBeNull()
    expect(await program.ended).toBe(0)
  })

  it('[STO1] killed while it writes, it has kept every edit that it acknowledged', async () => {
    const folder = await dataDir()
    for (const least of [5, 40]) {
      const program = start(committing.file, { PORT: '0', DATA_DIR: folder })
      await program.said(new RegExp(`(acknowledged.*\\n){${least}}`))
      program.child.kill('SIGKILL')
      await program.ended
      const acknowledged = [...program.out().matchAll(/^acknowledged (\d+) (\w+)$/gm)]
      const running = await serve({ env: parseEnv({ PORT: '0', DATA_DIR: folder }), pages: 'none', log: silent })
      try {
        const { elements, seq } = await running.runtime.rooms.read('case1', (doc, at) => ({
          elements: [...readCase(doc).elements.keys()],
          seq: at,
        }))
        expect(acknowledged.length).toBeGreaterThanOrEqual(least)
        expect(seq).toBeGreaterThanOrEqual(Number(acknowledged.at(-1)?.[1]))
        expect(elements).toEqual(expect.arrayContaining(acknowledged.map(([, , id]) => id)))
      } finally {
        await running.close()
      }
    }
  })
})
