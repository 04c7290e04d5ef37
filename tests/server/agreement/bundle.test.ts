import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as esbuild from 'esbuild'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PART_NAMES } from '@/lib/agreement/content'
import { readManifest } from '@/lib/agreement/manifest'
import { verifyBundle } from '@/lib/agreement/verify'
import { readZip } from '@/lib/agreement/zip'
import { must } from '@/lib/gsn/outcome'
import { verifyByNode } from '@/server/cli/node-ed25519'
// @ts-expect-error a plain script without types
import { verifierSettings } from '../../../server/scripts/bundle.mjs'
// @ts-expect-error a plain script without types
import { verifyPage } from '../../../server/scripts/verify-page.mjs'
import { bundleFile, EVERY_RIGHT, enrolKey, proposeAsIs, signVersion } from '../../support/signing'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let mara: TestPerson
let hana: TestPerson
let adam: TestPerson
let caseId: string
let bundle: Uint8Array

beforeAll(async () => {
  await esbuild.build(verifierSettings())
  await verifyPage()
  server = await startServer()
  mara = await server.person('mara@mdm.example', { name: 'Mara "M" Keller', organisation: 'Pump Works', side: 'mdm' })
  adam = await server.person('adam@mdm.example', { name: 'Adam Moor', organisation: 'Pump Works', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { name: 'Hana Novak', organisation: 'St. Brigid', side: 'hdo' })
  // The worked example: two of its documents are files that are kept with the case.
  caseId = await server.newCase(mara, { title: 'Infusion pump', template: 'example' })
  await server.seat(caseId, mara, 'mdm', EVERY_RIGHT)
  await server.seat(caseId, adam, 'mdm', ['read', 'administer'])
  await server.seat(caseId, hana, 'hdo', EVERY_RIGHT)
  await server.adoptCharter(caseId, mara, hana)
  const key = await enrolKey(server, caseId, mara, adam)
  await proposeAsIs(mara, caseId)
  await signVersion(mara, caseId, 1, key)
  await signVersion(hana, caseId, 1)
  bundle = await bundleFile(hana, caseId, 1)
}, 120_000)

afterAll(() => server?.close())

/** The files of a bundle in a folder, as any unzip program lays them out. */
function unpacked(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'accord-bundle-'))
  for (const [path, content] of Object.entries(unzipSync(bytes))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  writeFileSync(join(folder, 'baseline.rab'), bytes)
  return folder
}

describe('the file of a baseline', () => {
  it('[VER9] holds every part of the case, the page that was signed, and the evidence that is kept with the case', () => {
    const files = must(readZip(bundle))
    const paths = files.map(({ path }) => path)
    const manifest = readManifest(files)
    const evidence = manifest.parts.filter(({ held }) => held === 'embedded')
    expect(evidence.length).toBeGreaterThanOrEqual(1)
    expect(paths).toEqual([
      'manifest.json',
      ...PART_NAMES.map((name) => `content/${name}.json`),
      'view/agreement.html',
      ...evidence.map(({ path }) => path),
      'ledger.json',
      'README.txt',
      'agreement.pdf',
      'verify.html',
      'verify.mjs',
      'signatures.json',
    ])
    for (const { path, sha256 } of evidence) expect(path).toBe(`evidence/${sha256}`)
  })

  it('[VER8] is valid, and tells who signed with a passkey and whom the service vouches for', () => {
    const verdict = verifyBundle(bundle, verifyByNode)
    expect(verdict).toMatchObject({ status: 'valid', problems: [], remarks: [] })
    expect(verdict.facts?.acts.map(({ name, method, key }) => [name, method, key?.checkedBy])).toEqual([
      ['Mara "M" Keller', 'passkey', 'Adam Moor'],
      ['Hana Novak', 'password', undefined],
    ])
  })

  it('[VER13] is checked by the program inside it, in a folder with nothing else', () => {
    const folder = unpacked(bundle)
    try {
      const run = (...args: string[]) =>
        spawnSync(process.execPath, ['verify.mjs', ...args], { cwd: folder, encoding: 'utf8' })
      const good = run('baseline.rab')
      expect([good.status, good.stdout.split('\n')[0]]).toEqual([0, 'VALID'])
      expect(run('baseline.rab', '--digest', '0'.repeat(64)).status).toBe(1)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('[VER6] is checked by hand as its README says, for the passkey and for the password, and a forged one is not', () => {
    const folder = unpacked(bundle)
    try {
      const readme = readFileSync(join(folder, 'README.txt'), 'utf8')
      // What is to be typed: the lines that are set off, and the key between them.
      const steps = readme.slice(readme.indexOf('1. The digest'), readme.indexOf('3. Read'))
      const commands = steps.split('\n').filter((line) => line !== '' && !/^\d\./.test(line))
      const run = () =>
        spawnSync('bash', ['-e', '-o', 'pipefail', '-c', commands.join('\n')], { cwd: folder, encoding: 'utf8' })
      const good = run()
      expect(good.stderr).toBe('')
      expect(good.stdout.match(/Signature Verified Successfully/g)).toHaveLength(2)
      expect(good.stdout).toContain('The passkey was asked for exactly this statement')
      expect(good.stdout).toContain('content/case.json: OK')
      expect(good.stdout).toMatch(/evidence\/[0-9a-f]{64}: OK/)
      expect(good.status).toBe(0)

      const signatures = readFileSync(join(folder, 'signatures.json'), 'utf8')
      const [payload = ''] = /"payload":"[^"]{40}/.exec(signatures) ?? []
      const other = `${payload.slice(0, -1)}${payload.endsWith('A') ? 'B' : 'A'}`
      writeFileSync(join(folder, 'signatures.json'), signatures.replace(payload, other))
      expect(run().status).not.toBe(0)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('[VER9] says which file of evidence the service has lost, and a file that somebody took out is missed', async () => {
    const part = readManifest(must(readZip(bundle))).parts.find(({ held }) => held === 'embedded')
    const sha256 = part?.sha256 ?? ''
    const place = join(server.dataDir, 'files', sha256.slice(0, 2), sha256)
    const bytes = readFileSync(place)
    unlinkSync(place)
    try {
      const verdict = verifyBundle(await bundleFile(hana, caseId, 1), verifyByNode)
      expect(verdict).toMatchObject({ status: 'remarks', problems: [] })
      expect(verdict.remarks[0]).toContain(sha256)
    } finally {
      writeFileSync(place, bytes)
    }
  })

  it('[VER13] stands beside a page that anybody may open, which can load and send nothing', async () => {
    const response = await server.fetch('/verify')
    expect(response.status).toBe(200)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('connect-src')
    const page = new Uint8Array(await response.arrayBuffer())
    expect(page).toEqual(must(readZip(bundle)).find(({ path }) => path === 'verify.html')?.bytes)
    const text = new TextDecoder().decode(page)
    expect(text).not.toMatch(/https?:\/\/(?!in-toto|www\.w3\.org)[a-z]+\.[a-z]+\/[^\s]*\.(js|css)/)
    expect(text.match(/<script/g)).toHaveLength(1)
    expect(text).not.toMatch(/<(link|img|script|iframe)[^>]+(src|href)=["']?(https?:)?\/\//)
  })
})
