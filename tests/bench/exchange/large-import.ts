import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'esbuild'
import * as Y from 'yjs'
import { readCase } from '@/lib/case/read'
import { nodesOf, textOf } from '@/lib/case/ydoc'
import { writeGsnYaml } from '@/lib/exchange/gsn-yaml-write'
import { must, ok } from '@/lib/gsn/outcome'
import { importArgument } from '@/server/commands/import-argument'
import { parseEnv } from '@/server/env'
import { createLog } from '@/server/log'
import { projectRoot } from '@/server/root'
import { serve } from '@/server/serve'
import { cases, participants, people } from '@/server/store/schema'
import { growCase } from '../grown-case'

export interface LargeImport {
  readonly elements: number
  readonly megabytes: number
  /** From the request to the answer, in ms. */
  readonly whole: number
  /** The longest time in which the server did nothing else, in ms. */
  readonly longestPause: number
  /** How long somebody else's edit took at most while it went on, in ms. */
  readonly worstEdit: number
  readonly usualEdit: number
  readonly seqs: number
}

/** One import of many elements as one edit, into a case in which somebody else goes on typing. On the embedded store. */
export async function largeImport(size: number): Promise<LargeImport> {
  const folder = join(projectRoot(), 'dist/bench', `import-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  process.env.ACCORD_DIST_DIR = '.next-bench'
  const { settings } = await import(join(projectRoot(), 'server/scripts/bundle.mjs'))
  const entryPoints = [{ in: 'server/exchange/read-thread.ts', out: 'read-thread' }]
  await build({ ...settings(join(projectRoot(), 'dist/bench')), entryPoints, sourcemap: false })
  const clock = () => new Date().toISOString()
  const env = parseEnv({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'error' })
  const running = await serve({ env, pages: 'none', log: createLog('error', clock) })
  try {
    const { db, rooms } = running.runtime
    for (const id of ['ann', 'hal'])
      await db.insert(people).values({ id, email: `${id}@x.example`, name: id, createdAt: clock() })
    const sides = { mdmOrganisation: 'Maker', hdoOrganisation: 'Hospital' }
    const row = { id: 'bench', title: 'Pump', template: 'blank' as const, device: { name: 'Pump' }, ...sides }
    await db.insert(cases).values({ ...row, createdAt: clock(), createdBy: 'ann' })
    const rights = ['read', 'comment', 'edit']
    for (const [personId, side] of [
      ['ann', 'mdm'],
      ['hal', 'hdo'],
    ] as const)
      await db.insert(participants).values({ caseId: 'bench', personId, side, rights, since: clock() })
    const hal = { personId: 'hal', name: 'hal', side: 'hdo' as const }
    must(
      await rooms.edit('bench', hal, (doc) => {
        growCase(doc, 100)
        return ok()
      }),
    )

    const source = new Y.Doc()
    growCase(source, size)
    const bytes = new TextEncoder().encode(writeGsnYaml(readCase(source), 'Bench').text)
    const edits: number[] = []
    const type = async () => {
      const began = performance.now()
      must(
        await rooms.edit('bench', hal, (doc) => {
          const [id = ''] = [...nodesOf(doc).keys()]
          textOf(doc, id, 'statement').insert(0, 'x')
          return ok()
        }),
      )
      edits.push(performance.now() - began)
    }
    for (let n = 0; n < 20; n++) await type()
    const usualEdit = edits.sort((a, b) => a - b)[10] ?? 0
    edits.length = 0

    let longestPause = 0
    let last = performance.now()
    const heart = setInterval(() => {
      const now = performance.now()
      longestPause = Math.max(longestPause, now - last - 5)
      last = now
    }, 5)
    let typing = true
    const typist = (async () => {
      while (typing) {
        await type()
        await sleep(50)
      }
    })()
    const began = performance.now()
    const ann = {
      personId: 'ann',
      email: 'ann@x.example',
      name: 'ann',
      participation: { side: 'mdm', rights },
    } as const
    const options = {
      dryRun: false,
      source: 'bench.yaml',
      skipBad: false,
      replace: false,
      accept: [],
      brief: true,
      query: new URLSearchParams(),
    }
    const done = must(await importArgument('gsn-yaml', ann as never, 'bench', bytes, options))
    const whole = performance.now() - began
    await sleep(300)
    typing = false
    await typist
    clearInterval(heart)
    const { length } = done.created ?? []
    return {
      elements: length,
      megabytes: bytes.length / 1e6,
      whole,
      longestPause,
      worstEdit: Math.max(...edits),
      usualEdit,
      seqs: edits.length,
    }
  } finally {
    await running.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
