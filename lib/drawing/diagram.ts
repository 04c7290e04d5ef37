import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { layoutBranch } from '@/lib/layout/branch'
import type { Offsets, Picture } from '@/lib/layout/picture'
import { createSizer, type Sizer } from '@/lib/layout/shapes'
import { createWrapper, type Measure, type Wrapper } from '@/lib/layout/wrap'
import type { ReviewState } from '@/lib/review/state'
import { cardFacts } from './card-facts'
import { collectMarks } from './collect-marks'
import { openRoot, pictureFor } from './open-branch'
import { DARK, LIGHT } from './picture-style'
import { pictureSvg } from './picture-svg'
import { Artist, type Scene } from './scene'

/** Which part of the argument a picture shows. */
export type DiagramPart =
  | { readonly what: 'whole' }
  /** The top claim with a card for each capability. */
  | { readonly what: 'overview' }
  | { readonly what: 'capability'; readonly capability: string }
  /** Everything below one element, by its name or id. */
  | { readonly what: 'branch'; readonly branch: string }

export const SCHEMES = ['light', 'dark'] as const
export type Scheme = (typeof SCHEMES)[number]

export interface DiagramAsk {
  readonly part: DiagramPart
  readonly scheme: Scheme
  /** Every support from bottom to top as in figures of the GSN standard, instead of the compact lists of the screen. */
  readonly strict: boolean
  readonly caseTitle: string
  /** Sentences about what the picture leaves out. */
  readonly remarks: readonly string[]
}

export interface Diagram {
  readonly svg: string
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  readonly title: string
}

/** What draws with one typeface: kept while several pictures are made, because words are measured once. */
export class Pen {
  readonly sizer: Sizer
  private readonly wrapper: Wrapper

  /** @param shown what stands for a text where the typeface has not all of its characters; the text itself otherwise */
  constructor(measure: Measure, shown: (text: string) => string = (text) => text) {
    const plain = createWrapper(measure)
    this.wrapper = {
      width: plain.width,
      clip: (text, font, width) => plain.clip(shown(text), font, width),
      wrap: (text, font, widthOf, most) => plain.wrap(shown(text), font, widthOf, most),
    } satisfies Wrapper
    this.sizer = createSizer(this.wrapper)
  }

  /** One finished picture as an SVG file. */
  draw(
    graph: CaseGraph,
    picture: Picture,
    review: Pick<ReviewState, 'claims' | 'openThreads'>,
    words: {
      readonly title: string
      readonly about: string
      readonly notes?: readonly string[]
      readonly scheme: Scheme
    },
  ): string {
    const scene: Scene = {
      graph,
      picture,
      marks: collectMarks(graph, picture, review, [], 0, new Map()),
      cards: cardFacts(graph, review.claims),
      selected: undefined,
      picked: new Set(),
      targets: undefined,
      active: undefined,
    }
    const palette = words.scheme === 'dark' ? DARK : LIGHT
    const { title, about, notes } = words
    return pictureSvg({ scene, artist: new Artist(this.wrapper), palette, title, about, notes })
  }
}

/**
 * [DIA1] The argument, one capability or one branch as a picture, drawn as the canvas draws it.
 * @returns refusal `element-not-found`
 */
export function drawDiagram(
  graph: CaseGraph,
  review: Pick<ReviewState, 'claims' | 'openThreads'>,
  offsets: Offsets,
  ask: DiagramAsk,
  pen: Pen,
): Outcome<Diagram> {
  const root = rootOf(graph, ask.part)
  if (!root.ok) return root
  const picture = arranged(graph, root.value, ask, offsets, pen.sizer)
  const title = `${ask.caseTitle}: ${partWords(graph, root.value, ask.part)}`
  const about = [`${picture.boxes.size} elements.`, ...ask.remarks].join(' ')
  const svg = pen.draw(graph, picture, review, { title, about, notes: ask.remarks, scheme: ask.scheme })
  return ok({ svg, width: picture.width, height: picture.height, title })
}

function rootOf(graph: CaseGraph, part: DiagramPart): Outcome<ElementId | undefined> {
  if (part.what === 'whole') return ok(graph.rootId)
  if (part.what === 'overview') return ok(undefined)
  const open = part.what === 'capability' ? part.capability : part.branch
  const root = openRoot(graph, open)
  const fits = root !== undefined && (part.what === 'branch' || graph.elements.get(root)?.role === 'C2')
  if (fits) return ok(root)
  return part.what === 'capability'
    ? refuse('element-not-found', `The case has no capability ${quoted(open)}. Name one by its code, such as ALOF.`)
    : refuse(
        'element-not-found',
        `The case has no element ${quoted(open)}. Name one as the diagram does, such as C7-ALOF-1.`,
      )
}

function quoted(word: string): string {
  return `"${word.slice(0, 80)}"`
}

function arranged(
  graph: CaseGraph,
  root: ElementId | undefined,
  { part, strict }: DiagramAsk,
  offsets: Offsets,
  sizer: Sizer,
): Picture {
  const moved = strict ? {} : { offsets }
  if (part.what === 'overview' || root === undefined)
    return pictureFor(graph, undefined, sizer, { width: 1400, height: 800 }, moved)
  return layoutBranch(graph, root, sizer, { lists: !strict, ...moved })
}

function partWords(graph: CaseGraph, root: ElementId | undefined, part: DiagramPart): string {
  if (part.what === 'overview') return 'all capabilities'
  if (part.what === 'whole' || root === undefined) return 'the whole argument'
  return part.what === 'capability'
    ? `capability ${part.capability}`
    : `what ${graph.elements.get(root)?.name} rests on`
}
