import { rmSync } from 'node:fs'
import { join } from 'node:path'
import * as esbuild from 'esbuild'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { heading, type PagedDocument, paragraph } from '@/lib/document/document'
import { writePdfAside } from '@/server/document/aside'
import { writePdf } from '@/server/document/write-pdf'
import { projectRoot } from '@/server/root'
// @ts-expect-error a plain script without types
import { settings } from '../../../server/scripts/bundle.mjs'

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
