import type { CaseGraph, ElementId } from '../gsn/graph'
import { GAP, sizeBlocks } from './blocks'
import { flowLoose, MARGIN, sizeOf } from './branch'
import { routeChallenges } from './challenge-ways'
import { extent } from './columns'
import { gridIndex } from './grid-index'
import { type Box, CARD_TAB, type Caption, type Offsets, type Picture, type Place, type Point } from './picture'
import { placeBlocks, placesOf } from './place'
import { type Framed, routeAll, routeFan } from './routes'
import type { Sizer } from './shapes'
import { type Spanning, spanningForest } from './spanning'

const CARD_HEIGHT = 92 + CARD_TAB
const CARD_GAP = 26
const NARROW_GAP = 16
/** Between rows of cards: the line that leads to the lower row runs in it, clear of both. */
const ROW_GAP = 34
const WIDE = 236
const NARROW = 200

/** Width of the window the overview is drawn for, in px. */
export interface Frame {
  readonly width: number
  readonly height: number
}

interface CardGrid {
  readonly columns: number
  readonly cardW: number
  readonly gap: number
}

export interface OverviewOptions {
  readonly frame?: Frame
  readonly loose?: readonly ElementId[]
  /** How far people moved elements; cards keep their grid. */
  readonly offsets?: Offsets
}

/**
 * [LAY7] The overview: the top claim with its contexts above one card for each element that it rests on. Nineteen
 * cards fit 1400 x 800 px at zoom 1 in five columns; a smaller frame gets narrower cards or fewer columns.
 */
export function layoutOverview(graph: CaseGraph, sizer: Sizer, options: OverviewOptions = {}): Picture {
  const root = graph.rootId
  if (root === undefined) return emptyPicture()
  const cards = graph.supports(root).filter((id) => id !== root)
  const closed = new Set<ElementId>([root])
  const spanning = spanningForest(graph, [root, ...(options.loose ?? [])], closed, cards)
  const { blocks } = sizeBlocks(graph, spanning, sizer, { balanced: root })
  const head = blocks[0]!
  const grid = chooseCards(cards.length, head.w, head.h, options.frame ?? { width: 1400, height: 800 })
  const gridW = GAP.lane + grid.columns * grid.cardW + (grid.columns - 1) * grid.gap
  const width = Math.max(gridW, head.w)

  const origins = new Map<number, Point>([[0, { x: MARGIN + (width - head.w) / 2, y: MARGIN }]])
  const cardsTop = MARGIN + head.h + GAP.row
  const framed = placeCards(cards, grid, { x: MARGIN + (width - gridW) / 2 + GAP.lane, y: cardsTop })
  const rows = Math.ceil(cards.length / grid.columns)
  const cardsBottom = cardsTop + extent(new Array<number>(rows).fill(CARD_HEIGHT), ROW_GAP)
  const captions: Caption[] = []
  const loose = spanning.spots.flatMap((spot, index) => (spot.parent === -1 && index > 0 ? [index] : []))
  flowLoose(loose, blocks, { top: cards.length > 0 ? cardsBottom : MARGIN + head.h, width }, origins, captions)

  const { boxes } = placeBlocks(graph, spanning, blocks, origins, sizer, options.offsets)
  for (const { box } of framed) boxes.set(box.id, box)
  const drawn = routeAll(spanning, blocks, boxes, {
    offsets: options.offsets,
    index: () => gridIndex([...boxes.values()].map((box) => [box, box] as const)),
  })
  routeFan(drawn, boxes.get(root)!, framed, grid.columns)
  routeChallenges(graph, boxes, drawn.routes)
  return {
    boxes,
    routes: drawn.routes,
    trunks: [...drawn.trunks.values()],
    captions,
    places: placesWithCards(spanning, root, cards),
    columns: new Map([[root, grid.columns]]),
    folded: new Map(),
    ...sizeOf(boxes),
  }
}

/** The grid that can be shown largest in the frame; five wide columns when several fit whole. */
function chooseCards(count: number, headW: number, headH: number, frame: Frame): CardGrid {
  let best: CardGrid = { columns: 5, cardW: WIDE, gap: CARD_GAP }
  let bestScore = Number.NEGATIVE_INFINITY
  for (const [cardW, gap, worse] of [
    [WIDE, CARD_GAP, 0],
    [NARROW, NARROW_GAP, 0.01],
  ] as const) {
    for (const columns of [5, 4, 6, 3, 2]) {
      const rows = Math.ceil(count / columns)
      const w = Math.max(headW, GAP.lane + columns * cardW + (columns - 1) * gap) + 2 * MARGIN
      const h = headH + GAP.row + rows * CARD_HEIGHT + (rows - 1) * ROW_GAP + 2 * MARGIN
      const score = Math.min(1, frame.width / w, frame.height / h) - worse
      if (score > bestScore + 0.001) {
        best = { columns, cardW, gap }
        bestScore = score
      }
    }
  }
  return best
}

function placeCards(cards: readonly ElementId[], grid: CardGrid, origin: Point): Framed[] {
  return cards.map((id, index) => {
    const x = Math.round(origin.x + (index % grid.columns) * (grid.cardW + grid.gap))
    const y = Math.round(origin.y + Math.floor(index / grid.columns) * (CARD_HEIGHT + ROW_GAP))
    const box: Box = { id, shape: 'card', x, y, w: grid.cardW, h: CARD_HEIGHT, lines: [], clipped: false }
    return { box, top: y, left: x }
  })
}

function placesWithCards(spanning: Spanning, root: ElementId, cards: readonly ElementId[]): Map<ElementId, Place> {
  const places = placesOf(spanning)
  const top = places.get(root)
  if (top !== undefined) places.set(root, { ...top, children: cards })
  for (const card of cards) {
    places.set(card, { parent: root, siblings: cards, children: [], contexts: [], asContext: false, depth: 1 })
  }
  return places
}

export function emptyPicture(): Picture {
  return {
    boxes: new Map(),
    routes: new Map(),
    trunks: [],
    captions: [],
    places: new Map(),
    columns: new Map(),
    folded: new Map(),
    left: 0,
    top: 0,
    width: 0,
    height: 0,
  }
}
