import { parentPort, workerData } from 'node:worker_threads'
import type { PagedDocument } from '@/lib/document/document'
import { writePdf } from './write-pdf'
import type { PdfAnswer } from './write-pdf-aside'

// The thread that writes one PDF and ends (write-pdf-aside.ts).
async function answer(): Promise<PdfAnswer> {
  try {
    return { bytes: await writePdf(workerData as PagedDocument) }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.postMessage(await answer())
