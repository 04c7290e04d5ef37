import type { Figure } from '@/lib/document/document'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { layoutBranch } from '@/lib/layout/branch'
import { looseRoots } from '@/lib/layout/loose'
import { layoutOverview } from '@/lib/layout/overview'
import type { Picture } from '@/lib/layout/picture'
import type { ReportInput } from './input'

/** What a page leaves for a picture, in CSS pixels: upright, and lying on its side. */
const ROOMS = [
  { w: 644, h: 900 },
  { w: 970, h: 560 },
] as const

/** [RPT2] Statements of 13 px are set in 9.75 points; no smaller than about 6 points, and no picture is larger than a page. */
export const SMALLEST = 0.62

export interface CaseFigure {
  readonly figure: Figure
  readonly number: number
  /** Everything that it shows. */
  readonly shows: ReadonlySet<ElementId>
  /** Elements whose branch goes on in a figure of its own. */
  readonly goesOn: readonly ElementId[]
}

/** How much a picture has to shrink to stand on one page. */
export function scaleOnPage({ width, height }: Pick<Picture, 'width' | 'height'>): number {
  return Math.min(1, Math.max(...ROOMS.map(({ w, h }) => Math.min(w / width, h / height))))
}

function fits(picture: Picture): boolean {
  return scaleOnPage(picture) >= SMALLEST
}

/** One piece of the argument that stands on a page. */
interface Piece {
  readonly root: ElementId
  readonly picture: Picture
  readonly goesOn: readonly ElementId[]
  /** Such as "2 of 3" where what one element rests on does not fit one page. */
  readonly part?: string
}

/** Numbers the figures of a report, from 1. */
export class Figures {
  private count = 0
  /** The first figure that begins at an element. */
  readonly begins = new Map<ElementId, number>()

  constructor(private readonly input: ReportInput) {}

  /** The top claim and a card for each capability. */
  overview(): CaseFigure {
    const { graph, pen } = this.input
    const loose = looseRoots(graph, ({ capability }) => capability === undefined)
    const picture = layoutOverview(graph, pen.sizer, { frame: { width: 970, height: 560 }, loose })
    return this.draw(
      { root: graph.rootId ?? '', picture, goesOn: [] },
      'The case at a glance: the top claim and a card for each capability',
    )
  }

  /** [RPT2] Everything below an element on as many pages as it needs, each readable. */
  branch(root: ElementId): CaseFigure[] {
    const pieces = piecesOf(this.input, root)
    return pieces.map((piece) => this.draw(piece, this.caption(piece)))
  }

  private caption({ root, part, goesOn }: Piece): string {
    const { graph } = this.input
    const name = graph.elements.get(root)?.name ?? root
    const more = goesOn.length === 0 ? '' : ' Branches with a plus go on in figures of their own.'
    return `What ${name} rests on${part === undefined ? '' : `, part ${part}`}.${more}`
  }

  private draw({ root, picture, goesOn }: Piece, caption: string): CaseFigure {
    const { graph, pen, review } = this.input
    this.count += 1
    if (!this.begins.has(root)) this.begins.set(root, this.count)
    const words = { title: caption, about: '', scheme: 'light' } as const
    const svg = pen.draw(graph, picture, review, words)
    const alt = altOf(graph, picture)
    const figure: Figure = {
      kind: 'figure',
      svg,
      caption: `Figure ${this.count}. ${caption}`,
      alt,
      id: figureId(this.count),
    }
    return { figure, number: this.count, shows: new Set(picture.boxes.keys()), goesOn }
  }
}

export function figureId(number: number): string {
  return `figure-${number}`
}

/** What a picture shows, in words: its elements in reading order. The outline beside it says all of it. */
function altOf(graph: CaseGraph, picture: Picture): string {
  const said = [...picture.boxes.keys()].flatMap((id) => {
    const element = graph.elements.get(id)
    return element === undefined ? [] : [`${element.name}: ${element.statement.slice(0, 200)}`]
  })
  const shown = said.slice(0, 40)
  return `Diagram of ${said.length} elements. ${shown.join('; ')}${said.length > shown.length ? '; and more' : ''}`
}

/** How one element is cut, and how many figures it takes with everything that goes on elsewhere. */
interface Cut {
  readonly pieces: readonly Piece[]
  readonly figures: number
}

/** Cuts the argument below an element into pieces that fit pages. Every element of it is in at least one piece. */
function piecesOf(input: ReportInput, top: ElementId): Piece[] {
  const cuts = new Map<ElementId, Cut>()
  const pieces: Piece[] = []
  const begun = new Set<ElementId>([top])
  const waiting = [top]
  for (let root = waiting.shift(); root !== undefined; root = waiting.shift()) {
    const cut = cutAt(input, root, cuts)
    pieces.push(...cut.pieces)
    for (const id of cut.pieces.flatMap(({ goesOn }) => goesOn)) {
      if (begun.has(id)) continue
      begun.add(id)
      waiting.push(id)
    }
  }
  return pieces
}

/** So much of an argument is tried in every way; more is cut where it first fits. */
const TRIED = 400

/**
 * One element with as much below it as fits: all, or down to the depth that makes the fewest figures, or its children in
 * several parts.
 */
function cutAt(input: ReportInput, root: ElementId, known: Map<ElementId, Cut>): Cut {
  const before = known.get(root)
  if (before !== undefined) return before
  const cut = freshCut(input, root, known)
  known.set(root, cut)
  return cut
}

function freshCut(input: ReportInput, root: ElementId, known: Map<ElementId, Cut>): Cut {
  const { graph, pen } = input
  const arrange = (of: CaseGraph, closed?: ReadonlySet<ElementId>) =>
    layoutBranch(of, root, pen.sizer, closed === undefined ? {} : { closed })
  const depths = depthsOf(graph, root)
  if (depths.size <= TRIED) {
    const whole = arrange(graph)
    if (fits(whole)) return { pieces: [{ root, picture: whole, goesOn: [] }], figures: 1 }
  }
  const deepest = Math.max(0, ...depths.values())
  const closedAt = (depth: number) =>
    new Set([...depths].flatMap(([id, at]) => (at === depth && graph.supports(id).length > 0 ? [id] : [])))
  let best: Cut | undefined
  for (let depth = deepest - 1; depth >= 1; depth--) {
    const closed = closedAt(depth)
    if (closed.size === 0 || (best !== undefined && 1 + closed.size > best.figures)) continue
    const picture = arrange(graph, closed)
    if (!fits(picture)) continue
    const goesOn = shownOf(closed, picture)
    const figures = goesOn.reduce((sum, id) => sum + cutAt(input, id, known).figures, 1)
    if (best === undefined || figures <= best.figures) best = { pieces: [{ root, picture, goesOn }], figures }
    if (depths.size > TRIED) break
  }
  if (best !== undefined) return best
  const pieces = inParts(graph, root, closedAt(1), arrange)
  return { pieces, figures: pieces.length + pieces.reduce((sum, { goesOn }) => sum + goesOn.length, 0) }
}

function shownOf(closed: ReadonlySet<ElementId>, picture: Picture): ElementId[] {
  return [...closed].filter((id) => picture.boxes.has(id))
}

/** What an element rests on and stands in, some at a time. */
function inParts(
  graph: CaseGraph,
  root: ElementId,
  closed: ReadonlySet<ElementId>,
  arrange: (of: CaseGraph, closed: ReadonlySet<ElementId>) => Picture,
): Piece[] {
  const [supports, contexts] = [graph.supports(root), graph.contexts(root)]
  const parts: Picture[] = []
  const take = (kind: 'supports' | 'contexts', all: readonly ElementId[]) => {
    for (let at = 0; at < all.length; ) {
      let count = all.length - at
      for (;;) {
        const only = new Set(all.slice(at, at + count))
        const picture = arrange(onlyThese(graph, root, kind, only), closed)
        if (fits(picture) || count === 1) {
          parts.push(picture)
          at += count
          break
        }
        count = Math.ceil(count / 2)
      }
    }
  }
  take('contexts', contexts)
  take('supports', supports)
  return parts.map((picture, at) => ({
    root,
    picture,
    goesOn: shownOf(closed, picture),
    ...(parts.length === 1 ? {} : { part: `${at + 1} of ${parts.length}` }),
  }))
}

/** The same graph, with an element resting on or standing in only these. */
function onlyThese(
  graph: CaseGraph,
  root: ElementId,
  kind: 'supports' | 'contexts',
  only: ReadonlySet<ElementId>,
): CaseGraph {
  const other = kind === 'supports' ? 'contexts' : 'supports'
  const some = (id: ElementId) => (id === root ? graph[kind](id).filter((each) => only.has(each)) : graph[kind](id))
  const none = (id: ElementId) => (id === root ? [] : graph[other](id))
  // A reading of its own: what is remembered for the whole graph does not hold for it.
  return { ...graph, [kind]: some, [other]: none, challenges: [] }
}

/** How far below an element each one stands, by the shortest way. */
function depthsOf(graph: CaseGraph, root: ElementId): Map<ElementId, number> {
  const depths = new Map<ElementId, number>([[root, 0]])
  let row = [root]
  for (let depth = 1; row.length > 0; depth++) {
    const next: ElementId[] = []
    for (const id of row) {
      for (const each of graph.supports(id)) {
        if (depths.has(each)) continue
        depths.set(each, depth)
        next.push(each)
      }
    }
    row = next
  }
  return depths
}
