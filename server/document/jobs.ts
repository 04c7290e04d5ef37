import type { PagedDocument } from '@/lib/document/document'
import type { DiagramAsk } from '@/lib/drawing/diagram'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { CaseMaterial } from './material'
import { writeDiagram } from './write-diagram'
import { writeDocx } from './write-docx'
import { writePdf } from './write-pdf'
import { type ReportAsk, type ReportFormat, writeReport } from './write-report'

/** Something that takes long enough to be done beside the server. */
export type Job =
  | { readonly kind: 'pdf'; readonly document: PagedDocument }
  | { readonly kind: 'docx'; readonly document: PagedDocument }
  | {
      readonly kind: 'diagram'
      readonly material: CaseMaterial
      readonly ask: Omit<DiagramAsk, 'remarks'>
      readonly format: 'svg' | 'png'
    }
  | { readonly kind: 'report'; readonly material: CaseMaterial; readonly ask: ReportAsk; readonly format: ReportFormat }

/** Does one job, wherever it is asked to. */
export async function doJob(job: Job): Promise<Outcome<Uint8Array>> {
  switch (job.kind) {
    case 'pdf':
      return ok(await writePdf(job.document))
    case 'docx':
      return ok(await writeDocx(job.document))
    case 'diagram':
      return writeDiagram(job.material, job.ask, job.format)
    case 'report':
      return writeReport(job.material, job.ask, job.format)
    default:
      return job satisfies never
  }
}
