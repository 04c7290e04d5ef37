import { type LeftOut, leftOutWords, Tally } from '@/lib/access/audience'
import { graphOfPart } from '@/lib/case/graph-of-part'
import { type DiagramAsk, drawDiagram } from '@/lib/drawing/diagram'
import { graphFor } from '@/lib/exchange/for-audience'
import type { CaseGraph } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { entriesFor } from '@/lib/review/entries-for'
import { type ReviewState, reviewState } from '@/lib/review/state'
import type { CaseMaterial } from './material'
import { svgToPng } from './picture'
import { penForOthers, penForPages } from './server-pen'

/** [DIA3] A PNG has at most so many pixels: 160 MB while it is drawn. */
export const MOST_PIXELS = 40_000_000
/** Programs that show pictures take sides of this length. */
export const LONGEST_SIDE = 16_000

/** A case as the readers of one file see it, and what that leaves out. */
export interface Shown {
  readonly graph: CaseGraph
  /** Of the whole case: approvals hold for what stands there, not for what is told of it. */
  readonly review: ReviewState
  readonly left: LeftOut
}

/** What a file for this audience is made from. */
export function shownOf({ canonical, entries, audience }: CaseMaterial, tally = new Tally()): Shown {
  const whole = graphOfPart(canonical)
  const review = reviewState(whole, entriesFor(entries, audience, tally))
  const graph = graphFor(whole, audience, tally)
  return { graph, review, left: tally.left }
}

/**
 * [DIA1] A picture of the argument as a file.
 * @returns refusals `element-not-found`, `picture-too-large`
 */
export function writeDiagram(
  material: CaseMaterial,
  ask: Omit<DiagramAsk, 'remarks'>,
  format: 'svg' | 'png',
): Outcome<Uint8Array> {
  const { graph, review, left } = shownOf(material)
  const drawn = drawDiagram(
    graph,
    review,
    material.offsets,
    { ...ask, remarks: leftOutWords(left) },
    format === 'svg' ? penForOthers() : penForPages(),
  )
  if (!drawn.ok) return drawn
  const { svg, width, height } = drawn.value
  if (format === 'svg') return ok(new TextEncoder().encode(svg))
  const scale = pngScale(width, height)
  if (scale < 1) {
    const million = Math.ceil((width * height) / 1_000_000)
    return refuse(
      'picture-too-large',
      `As PNG this picture would be ${Math.round(width)} by ${Math.round(height)} pixels, ${million} million: too many to be drawn and to be opened. Take SVG, or one capability or branch.`,
      { width: Math.round(width), height: Math.round(height), most: MOST_PIXELS },
    )
  }
  return ok(svgToPng(svg, width * scale, LONGEST_SIDE))
}

/** [DIA3] Twice as large as on the screen, or as much as fits; below 1 its words could not be read. */
export function pngScale(width: number, height: number): number {
  return Math.min(2, Math.sqrt(MOST_PIXELS / (width * height)), LONGEST_SIDE / width, LONGEST_SIDE / height)
}
