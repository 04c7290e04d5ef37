import { Tally } from '@/lib/access/audience'
import type { CanonicalElement } from '@/lib/case/canonical-case'
import type { PagedDocument } from '@/lib/document/document'
import { canonicalFor } from '@/lib/exchange/for-audience'
import { digestOf } from '@/lib/gsn/digest'
import type { ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { capabilityStates } from '@/lib/reading/capabilities'
import type { KnownPicture, ReportAbout } from '@/lib/report/input'
import { premarketReport } from '@/lib/report/premarket-report'
import { composeReport } from '@/lib/report/report'
import { entriesFor } from '@/lib/review/entries-for'
import type { CaseMaterial } from './material'
import { hasGlyph, penForPages } from './server-pen'
import { shownOf } from './write-diagram'
import { writeDocx } from './write-docx'
import { writePdf } from './write-pdf'

export const REPORT_FORMATS = ['pdf', 'docx'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** What a report is written from, besides the case. */
export interface ReportAsk {
  readonly about: Omit<ReportAbout, 'digest'>
  /** The whole report, or the checklist of premarket documents alone. */
  readonly what: 'case' | 'premarket'
  readonly capability?: string
  /** Pictures of narratives that the audience may see, by hash; those that are left out are counted here. */
  readonly pictures: ReadonlyMap<string, KnownPicture>
  readonly picturesLeft: number
}

/**
 * [RPT1] The case report as a file.
 * @returns refusal `element-not-found`
 */
export async function writeReport(
  material: CaseMaterial,
  ask: ReportAsk,
  format: ReportFormat,
): Promise<Outcome<Uint8Array>> {
  const document = reportOf(material, ask)
  if (!document.ok) return document
  return ok(format === 'pdf' ? await writePdf(document.value) : await writeDocx(document.value))
}

/** The report before anybody has decided in which format. */
export function reportOf(material: CaseMaterial, ask: ReportAsk): Outcome<PagedDocument> {
  const { canonical, entries, audience } = material
  const tally = new Tally()
  const { graph, review, left } = shownOf(material, tally)
  tally.add('pictures', ask.picturesLeft)
  const { capability } = ask
  if (capability !== undefined && !capabilityStates(graph).some((row) => row.capability === capability)) {
    return refuse(
      'element-not-found',
      `The case has no capability "${capability.slice(0, 80)}". Name one by its code, such as ALOF.`,
    )
  }
  const elements = new Map<ElementId, CanonicalElement>(
    canonicalFor(canonical, audience, new Tally()).elements.map((element) => [element.id, element]),
  )
  const input = {
    ...ask.about,
    digest: digestOf(canonical),
    audience,
    graph,
    review,
    entries: entriesFor(entries, audience, new Tally()),
    elements,
    ...(capability === undefined ? {} : { capability }),
    pictures: ask.pictures,
    left,
    pen: penForPages(),
    hasGlyph,
  }
  return ok(ask.what === 'premarket' ? premarketReport(input) : composeReport(input))
}
