import type { Audience } from '@/lib/access/audience'
import type { Side } from '@/lib/access/policy'
import type { CanonicalCase } from '@/lib/case/canonical-case'
import type { PagedDocument } from '@/lib/document/document'
import type { DiagramAsk } from '@/lib/drawing/diagram'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { Offsets } from '@/lib/layout/picture'
import type { ReviewEntry } from '@/lib/review/entries'
import { writeDiagram } from './write-diagram'
import { writeDocx } from './write-docx'
import { writePdf } from './write-pdf'

/** A case as it stood at one moment, as plain data: what can be handed to another thread. */
export interface CaseMaterial {
  readonly canonical: CanonicalCase
  readonly offsets: Offsets
  /** The chains that the person who asks may read. */
  readonly entries: readonly ReviewEntry[]
  readonly audience: Audience
  /** The side of the person who asks. */
  readonly side?: Side
}

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

/** Does one job, wherever it is asked to. */
export async function doJob(job: Job): Promise<Outcome<Uint8Array>> {
  switch (job.kind) {
    case 'pdf':
      return ok(await writePdf(job.document))
    case 'docx':
      return ok(await writeDocx(job.document))
    case 'diagram':
      return writeDiagram(job.material, job.ask, job.format)
    default:
      return job satisfies never
  }
}
