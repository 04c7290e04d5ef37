import { rmSync } from 'node:fs'
import { join } from 'node:path'
import * as esbuild from 'esbuild'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { canonicalCase } from '@/lib/case/canonical-case'
import { heading, type PagedDocument, paragraph } from '@/lib/document/document'
import type { DiagramPart } from '@/lib/drawing/diagram'
import { doAside, writePdfAside } from '@/server/document/aside'
import { doJob } from '@/server/document/jobs'
import { writePdf } from '@/server/document/write-pdf'
import { projectRoot } from '@/server/root'
// @ts-expect-error a plain script without types
import { settings } from '../../../server/scripts/bundle.mjs'
import { grownCase } from '../../support/case'

const BUILD = 'pdf-aside-test'
const folder = join(projectRoot(), 'dist', BUILD)

beforeAll(async () => {
  vi.stubEnv('ACCORD_DIST_DIR', `.next-${BUILD}`)
  const entryPoints = [{ in: 'server/document/document-thread.ts', out: 'document-thread' }]
  await esbuild.build({ ...settings(folder), entryPoints })
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const DOCUMENT: PagedDocument = {
  title: 'An agreement',
  language: 'en',
  at: '2026-11-22T08:00:00.000Z',
  footer: 'An agreement',
  blocks: [heading(1, 'What the Hospital will do'), paragraph('Reads the logs.')],
  attachments: [
    { name: 'a.rab', mediaType: 'application/zip', bytes: Uint8Array.of(1, 2, 3), description: 'The file' },
  ],
}

it('[DOC1] a document written beside the server is the same, byte for byte', async () => {
  const [aside, here] = await Promise.all([writePdfAside(DOCUMENT), writePdf(DOCUMENT)])
  expect(Buffer.from(aside).equals(Buffer.from(here))).toBe(true)
})

it('[DOC1] a mistake of its composer comes back as the same sentence', async () => {
  await expect(writePdfAside({ ...DOCUMENT, at: 'some day' })).rejects.toThrow(
    'A document needs the moment it speaks of.',
  )
})

it('[DOC1] a picture and a refusal come back from beside the server as they are made here', async () => {
  const material = {
    canonical: canonicalCase(grownCase('ALOF').doc),
    offsets: new Map([['C6-ALOF', { dx: 10, dy: 0 }]]),
    entries: [],
    audience: 'both',
  } as const
  const ask = { scheme: 'dark', strict: false, caseTitle: 'Pump' } as const
  const job = (part: DiagramPart) => ({ kind: 'diagram', material, ask: { ...ask, part }, format: 'svg' }) as const
  const [aside, here] = await Promise.all([doAside(job({ what: 'whole' })), doJob(job({ what: 'whole' }))])
  expect(aside).toEqual(here)
  expect(await doAside(job({ what: 'branch', branch: 'none' }))).toMatchObject({
    ok: false,
    refusal: { code: 'element-not-found' },
  })
})

it('[DOC1] many documents at once wait for each other, and more than that are asked to come back', async () => {
  const all = await Promise.all(Array.from({ length: 10 }, () => doAside({ kind: 'pdf', document: DOCUMENT })))
  const codes = all.map((each) => (each.ok ? 'written' : each.refusal.code))
  expect(codes.filter((code) => code === 'written')).toHaveLength(7)
  expect(codes.filter((code) => code === 'busy')).toHaveLength(3)
  expect((await doAside({ kind: 'pdf', document: DOCUMENT })).ok).toBe(true)
})
