import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as esbuild from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalCase } from '@/lib/case/canonical-case'
import { canonicalJson } from '@/lib/gsn/canonical'
import { projectRoot } from '@/server/root'
// @ts-expect-error a plain script without types
import { settings } from '../../server/scripts/bundle.mjs'
import { signedStory } from '../support/agreement'
import { grownCase } from '../support/case'

let folder: string
beforeAll(async () => {
  // Inside the project, where the program's packages are found.
  folder = mkdtempSync(join(projectRoot(), 'node_modules/.accord-cli-'))
  const entryPoints = [{ in: 'server/cli/main.ts', out: 'accord' }]
  await esbuild.build({ ...settings(folder), entryPoints, splitting: false, sourcemap: false })
})
afterAll(() => rmSync(folder, { recursive: true }))

function accord(args: readonly string[], input?: Uint8Array | string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'accord.js'), ...args], {
    input,
    cwd: folder,
  })
  return { status, out: stdout.toString(), err: stderr.toString() }
}

function file(name: string, content: Uint8Array | string): string {
  writeFileSync(join(folder, name), content)
  return name
}

describe('the accord command', () => {
  const { story, frozen } = signedStory()
  const bundle = story.bundle(frozen)

  it('[VER6] checks a bundle: 0 valid, 3 with remarks, 1 not valid, and says what and where', () => {
    const valid = accord(['verify', file('good.rab', bundle)])
    expect([valid.status, valid.out.split('\n')[0]]).toEqual([0, 'VALID'])
    expect(valid.out).toContain(frozen.digest)

    const entries = story.entries.slice(0, -1)
    const { hash = '' } = entries.at(-1) ?? {}
    const early = story.bundle(frozen, { entries, head: { size: entries.length, head: hash } })
    expect(accord(['verify', file('early.rab', early)])).toMatchObject({ status: 3 })

    const changed = bundle.slice()
    changed[4000] = (changed[4000] ?? 0) ^ 1
    const invalid = accord(['verify', file('bad.rab', changed)])
    expect([invalid.status, invalid.out.split('\n')[0]]).toEqual([1, 'NOT VALID'])
    expect(invalid.out).toMatch(/Wrong {5}\S+/)
  })

  it('[VER12] compares a bundle with the digest, key and history that the reader knows', () => {
    const { digest } = frozen
    const { length } = story.entries
    const { hash = '' } = story.entries.at(-1) ?? {}
    const { publicKey } = story.key
    const known = ['--digest', digest, '--key', publicKey, '--head', `${length}:${hash}`]
    expect(accord(['verify', 'good.rab', ...known])).toMatchObject({ status: 0 })
    const other = '0'.repeat(64)
    expect(accord(['verify', 'good.rab', '--digest', other]).out).toContain('another version than the one you expect')
    expect(accord(['verify', 'good.rab', '--key', other]).out).toContain('another service than the one you expect')
    expect(accord(['verify', 'good.rab', '--head', `${length}:${other}`])).toMatchObject({ status: 1 })
    expect(accord(['verify', 'good.rab', '--head', `${length + 1}:${other}`])).toMatchObject({ status: 3 })
    expect(accord(['verify', 'good.rab', '--digest', 'abc'])).toMatchObject({ status: 2 })
  })

  it('[VER6] reads standard input and answers machines in JSON', () => {
    const { status, out } = accord(['verify', '-', '--json'], bundle)
    expect(status).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ status: 'valid', digest: frozen.digest, problems: [] })
  })

  it('[VER6] says in a sentence what is missing, with exit 2', () => {
    expect(accord(['verify'])).toMatchObject({ status: 2, err: expect.stringContaining('Say which file') })
    expect(accord(['verify', 'nowhere.rab'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('cannot be read'),
    })
    expect(accord(['dance'])).toMatchObject({ status: 2, err: expect.stringContaining('no verb "dance"') })
    expect(accord([])).toMatchObject({ status: 0, out: expect.stringContaining('accord verify') })
  })

  it('[VER6] tells what is missing in a case, and with exit 1 when something is red', () => {
    const peer = grownCase('ALOF')
    const open = accord(['check', file('case.json', canonicalJson(canonicalCase(peer.doc)))])
    expect(open.out).toMatch(/amber {2}PAT3/)
    expect(open.status).toBe(0)

    const broken = canonicalCase(peer.doc)
    const relation = { from: 'C1', type: 'supportedBy', to: 'nowhere', order: '' } as const
    const red = accord(
      ['check', '-', '--json'],
      canonicalJson({ ...broken, relations: [...broken.relations, relation] }),
    )
    expect(red.status).toBe(1)
    expect(JSON.parse(red.out).findings[0]).toMatchObject({ severity: 'red', rule: 'GSN3' })

    expect(accord(['check', 'good.rab']).status).toBe(0)
    expect(accord(['check', file('x.json', '{"a":1}')])).toMatchObject({
      status: 2,
      err: expect.stringContaining('x.json'),
    })
    expect(accord(['check', 'bad.rab']).status).toBe(2)
  })

  it('[EXC1] checks and converts arguments of other tools, with the line of what was not understood', () => {
    const yaml = 'G1:\n  text: Safe\n  supportedBy: [Sn1, Nix]\nSn1:\n  text: Report\n'
    const sacm = accord(['convert', file('a.yaml', yaml), '--to', 'sacm'])
    expect(sacm.status).toBe(0)
    expect(sacm.err).toContain('a.yaml:1 G1.supportedBy: G1 names Nix')
    const ltac = accord(['convert', '-', '--to', 'ltac'], sacm.out)
    expect(ltac.out).toBe('- Claim G1: Safe\n  - Evidence Sn1: Report\n')
    expect(accord(['convert', '-', '--to', 'gsn-yaml'], ltac.out).out).toContain('supportedBy')
    const loop = accord(['check', file('loop.yaml', 'G1:\n  supportedBy: [G2]\nG2:\n  supportedBy: [G1]\n'), '--json'])
    expect([loop.status, JSON.parse(loop.out).findings[0].severity]).toEqual([1, 'red'])
    expect(accord(['convert', 'a.yaml', '--to', 'word'])).toMatchObject({ status: 2 })
    expect(accord(['convert', file('bad.yaml', 'G1: [')])).toMatchObject({ status: 2 })
    expect(accord(['check', 'bad.yaml']).err).toMatch(/^bad.yaml:1: Line 1 is not YAML/)
  })

  it('[EXC1] converts a signed baseline', () => {
    const { status, out } = accord(['convert', 'good.rab', '--to', 'ltac'])
    expect(status).toBe(0)
    expect(out).toMatch(/^- Claim /)
  })
})
