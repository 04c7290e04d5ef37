import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as esbuild from 'esbuild'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
let caseId: string
const folder = mkdtempSync(join(tmpdir(), 'accord-paper-'))

beforeAll(async () => {
  await esbuild.build(verifierSettings())
  await verifyPage()
  server = await startServer()
  mara = await server.person('mara@mdm.example', { name: 'Mara Keller', organisation: 'Pump Works', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { name: 'Hana Novak', organisation: 'St. Brigid', side: 'hdo' })
  const adam = await server.person('adam@mdm.example', { name: 'Adam Moor', organisation: 'Pump Works', side: 'mdm' })
  caseId = await server.newCase(mara, { title: 'Infusion pump' })
  await server.seat(caseId, mara, 'mdm', EVERY_RIGHT)
  await server.seat(caseId, adam, 'mdm', ['read', 'administer'])
  await server.seat(caseId, hana, 'hdo', EVERY_RIGHT)
  await server.adoptCharter(caseId, mara, hana)
  const key = await enrolKey(server, caseId, mara, adam)
  for (const baseline of [1, 2]) {
    await claim(baseline === 1 ? 'The pump is secure' : 'The pump stays secure after an update')
    const number = await proposeAsIs(mara, caseId)
    await signVersion(mara, caseId, number, key)
    await signVersion(hana, caseId, number)
  }
}, 120_000)

afterAll(async () => {
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function claim(statement: string): Promise<void> {
  const by = { personId: hana.id, name: hana.name, side: 'hdo' as const }
  const { runCommand } = await import('@/lib/pattern/registry')
  const context = { ids: server.runtime.ids, at: server.runtime.clock(), by: hana.id }
  await server.runtime.rooms.edit(caseId, by, (doc) =>
    runCommand(doc, 'add-element', { kind: 'goal', statement }, context),
  )
}

async function file(by: TestPerson, path: string): Promise<Uint8Array> {
  const response = await by.get(`/api/cases/${caseId}/baselines/${path}`)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return new Uint8Array(await response.arrayBuffer())
}

const said = (command: string, ...args: string[]) => spawnSync(command, args, { cwd: folder, encoding: 'utf8' }).stdout

/** The tools that look into a PDF; a machine without them has to say so, and the parts below that need none still run. */
const tools = spawnSync('pdftotext', ['-v']).error === undefined

describe('the agreement on paper', () => {
  it('[PAP1] is a tagged PDF that carries the bundle, and the bundle carries the paper', async () => {
    const pdf = await file(hana, '1/agreement.pdf?first=hdo')
    const text = Buffer.from(pdf).toString('latin1')
    expect(text.slice(0, 8)).toBe('%PDF-1.7')
    expect(text).toContain('/MarkInfo')
    expect(text).toContain('/StructTreeRoot')
    expect(text).toContain('/EmbeddedFiles')
    const bundle = must(readZip(await bundleFile(hana, caseId, 1)))
    const inside = bundle.find(({ path }) => path === 'agreement.pdf')?.bytes
    expect(Buffer.from(inside ?? []).toString('latin1', 0, 8)).toBe('%PDF-1.7')
  })

  it.skipIf(!tools)(
    '[PAP1] says who signed on a page each, how it is proven, and the reader’s own duties first',
    async () => {
      writeFileSync(join(folder, 'paper.pdf'), await file(hana, '2/agreement.pdf?first=hdo'))
      expect(said('pdfinfo', 'paper.pdf')).toMatch(/Tagged:\s+yes/)
      // Every font travels with the file: the last but four columns of `pdffonts` are "emb sub uni".
      const fonts = said('pdffonts', 'paper.pdf')
        .split('\n')
        .slice(2)
        .filter((line) => line !== '')
      expect(fonts.length).toBeGreaterThan(0)
      for (const line of fonts) expect(line).toMatch(/\byes +yes +yes\b/)
      const pages = said('pdftotext', '-layout', 'paper.pdf', '-').split('\f')
      const text = pages.join('\n')
      expect(text).toContain('Signed by Mara Keller for the Manufacturer')
      const body = pages.slice(2).join('\n')
      expect(body.indexOf('What the Hospital will do')).toBeLessThan(body.indexOf('What the Manufacturer will do'))
      const own = pages.filter((page) => page.includes('What vouches'))
      expect(own).toHaveLength(2)
      expect(own[0]).toMatch(/Mara Keller/)
      expect(own[0]?.replace(/\s+/g, ' ')).toContain('own passkey')
      expect(own[0]?.replace(/\s+/g, ' ')).toContain('Adam Moor had checked')
      expect(own[1]?.replace(/\s+/g, ' ')).toContain('The service vouches for this person')
      const attached = said('pdfdetach', '-list', 'paper.pdf')
      expect(attached).toContain('infusion-pump-baseline-2.rab')
      said('pdfdetach', '-save', '1', '-o', 'attached.rab', 'paper.pdf')
      const verdict = verifyBundle(new Uint8Array(readFileSync(join(folder, 'attached.rab'))), verifyByNode)
      expect(verdict).toMatchObject({ status: 'valid', problems: [] })
    },
  )

  it('[PAP2] is told against the version before as tracked changes', async () => {
    const docx = unzipSync(await file(mara, '2/redline.docx?against=1'))
    const text = new TextDecoder().decode(docx['word/document.xml'])
    expect(text).toMatch(/<w:ins [^>]*>.*The pump stays secure after an update/s)
    expect(text).toContain('The duties of this side are the same.')
    const back = unzipSync(await file(mara, '1/redline.docx?against=2'))
    expect(new TextDecoder().decode(back['word/document.xml'])).toMatch(/<w:del [^>]*>.*The pump stays secure/s)
    expect((await mara.get(`/api/cases/${caseId}/baselines/1/redline.docx`)).status).toBe(404)
  })

  it('[PAP3] is drawn once, also for two who ask at once, and anew when the kept file is damaged', async () => {
    const papers = join(server.dataDir, 'papers')
    rmSync(papers, { recursive: true, force: true })
    const [one, two] = await Promise.all([file(hana, '1/agreement.pdf'), file(mara, '1/agreement.pdf')])
    // The paper that travels in the bundle, and the paper that carries the bundle.
    const kept = readdirSync(papers)
    expect(kept).toHaveLength(2)
    expect(Buffer.compare(one, two)).toBe(0)
    for (const name of kept) writeFileSync(join(papers, name), 'not a paper any more')
    const again = await file(hana, '1/agreement.pdf')
    expect(Buffer.from(again).toString('latin1', 0, 8)).toBe('%PDF-1.7')
    expect(readdirSync(papers).sort()).toEqual(expect.arrayContaining(kept.slice(0, 1)))
    // A place that cannot be written to costs time and nothing else.
    rmSync(papers, { recursive: true, force: true })
    writeFileSync(papers, 'no folder')
    expect((await hana.get(`/api/cases/${caseId}/baselines/1/agreement.pdf`)).status).toBe(200)
    rmSync(papers)
  })

  it('[ACC6] is nobody’s but of those who take part', async () => {
    const outsider = await server.person('nobody@outside.example')
    for (const path of ['1/agreement.pdf', '2/redline.docx?against=1', '7/agreement.pdf']) {
      expect((await outsider.get(`/api/cases/${caseId}/baselines/${path}`)).status).toBe(404)
    }
  })
})
