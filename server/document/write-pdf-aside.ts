import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PagedDocument } from '@/lib/document/document'
import { projectRoot } from '../root'
import { writePdf } from './write-pdf'

/** What the thread answers: the bytes, or the sentence of what went wrong. */
export type PdfAnswer = { readonly bytes: Uint8Array } | { readonly problem: string }

/**
 * The same as `writePdf`, beside the server: a long document takes seconds, and nobody who types has to wait for it.
 * Without a build there is no program for the thread, and the document is written here.
 */
export function writePdfAside(document: PagedDocument): Promise<Uint8Array> {
  const build = (process.env.ACCORD_DIST_DIR ?? '').replace(/^\.next-?/, '') || 'server'
  const program = join(projectRoot(), 'dist', build, 'pdf-thread.js')
  if (!existsSync(program)) return writePdf(document)
  return new Promise((resolve, reject) => {
    // Asked for by name: a bundler that sees a thread being made wants to bundle its program too.
    const { Worker } = process.getBuiltinModule('node:worker_threads')
    const thread = new Worker(program, { workerData: document, execArgv: [] })
    thread.once('message', (answer: PdfAnswer) => {
      if ('bytes' in answer) resolve(answer.bytes)
      else reject(new Error(answer.problem))
    })
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`The PDF was not written (code ${code}).`)))
  })
}
