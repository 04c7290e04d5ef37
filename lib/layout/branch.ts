import type { CaseGraph, ElementId } from '../gsn/graph'
import { type Block, type BlockOptions, GAP, type KeptBlocks, type Sizing, sizeBlocks } from './blocks'
import { routeChallenges } from './challenge-ways'
import { KeptIndex } from './kept-index'
import type { Box, Caption, Offsets, Picture, Point } from './picture'
import { type PlacedBefore, placeBlocks, placesOf } from './place'
import { type Drawn, routeAll } from './routes'
import type { Sizer } from './shapes'
import { type Spanning, spanningForest } from './spanning'

/** Free space around a picture. */
export const MARGIN = 24
const CAPTION_HEIGHT = 34
const FLOW_WIDTH = 1100

export interface BranchOptions extends BlockOptions {
  /** Elements that nothing rests on yet; they stand below the argument, in rows of their own. */
  readonly loose?: readonly ElementId[]
  /** Elements whose sub-argument stays closed. */
  readonly closed?: ReadonlySet<ElementId>
  /** How far people moved elements. */
  readonly offsets?: Offsets
  /** What the last arrangement worked out: most of it holds after an edit. Changes nothing but the time it takes. */
  readonly memo?: LayoutMemo
}

/** What is kept between two arrangements of one branch. Belongs to one sizer. */
export class LayoutMemo {
  readonly blocks: KeptBlocks = new Map()
  spanning:
    | { readonly key: readonly unknown[]; readonly value: Spanning; readonly places: Picture['places'] }
    | undefined
  sizing: Sizing | undefined
  unsettled: readonly number[] = []
  columns: ReadonlyMap<ElementId, number> = new Map()
  placed: (PlacedBefore & { readonly spanning: Spanning; readonly offsets: Offsets | undefined }) | undefined
  drawn: Drawn | undefined
  index: KeptIndex<Box> | undefined
}

/**
 * [LAY6] Arranges the argument below one element: the whole reachable sub-argument, each element once.
 * @returns an empty picture when the case does not hold the root
 */
export function layoutBranch(graph: CaseGraph, root: ElementId, sizer: Sizer, options: BranchOptions = {}): Picture {
  const { memo, offsets } = options
  const { value: spanning, places } = spanningOf(graph, root, options)
  const sizingMemo = memo && { kept: memo.blocks, last: memo.sizing, unsettled: memo.unsettled, columns: memo.columns }
  const sizing = sizeBlocks(graph, spanning, sizer, options, sizingMemo)
  const { blocks } = sizing
  const { origins, captions } = arrangeRoots(spanning, blocks)
  const last = memo?.placed
  const before = last?.spanning === spanning && last.offsets === offsets ? last : undefined
  const placed = placeBlocks(graph, spanning, blocks, origins, sizer, offsets, before)
  const { boxes } = placed
  const taken = before === undefined || memo?.drawn === undefined ? undefined : { drawn: memo.drawn, ...placed }
  let index = before === undefined ? undefined : memo?.index
  if (index !== undefined) for (const { is } of placed.changed) index.put(is.id, is)
  const indexed = () => {
    if (index === undefined) {
      index = new KeptIndex<Box>((box) => [box])
      index.follow(boxes)
    }
    return index
  }
  const drawn = routeAll(spanning, blocks, boxes, { offsets, before: taken, index: indexed })
  const columns = columnsOf(sizing, memo)
  if (memo !== undefined) {
    memo.unsettled = unsettledIn(sizing, memo, columns)
    memo.sizing = sizing
    memo.columns = columns
    memo.placed = { ...placed, blocks, spanning, offsets }
    memo.drawn = drawn
    memo.index = index
  }
  const routes = graph.challenges.length === 0 ? drawn.routes : new Map(drawn.routes)
  if (graph.challenges.length > 0) routeChallenges(graph, boxes, routes)
  const trunks = [...drawn.trunks.values()]
  const folded = foldedIn(graph, boxes, options.closed)
  return { boxes, routes, trunks, captions, places, columns, folded, ...sizeOf(boxes) }
}

/** The columns of each wrapped fan-out; the same object while none changed. */
function columnsOf({ blocks, fresh, spanning: { spots }, ...sizing }: Sizing, memo?: LayoutMemo): Picture['columns'] {
  const wide = (index: number) => (spots[index]!.children.length > 3 ? blocks[index]!.grid?.columns : undefined)
  const same = memo?.sizing !== undefined && memo.sizing.spanning.spots === spots && memo.sizing.modes === sizing.modes
  if (same && fresh.every((index) => memo.columns.get(spots[index]!.id) === wide(index))) return memo.columns
  const columns = new Map<ElementId, number>()
  for (const [index, { id }] of spots.entries()) {
    const count = wide(index)
    if (count !== undefined) columns.set(id, count)
  }
  return columns
}

/** Spots that were sized with other columns before them than the next arrangement will have. */
function unsettledIn(sizing: Sizing, memo: LayoutMemo, columns: Picture['columns']): number[] {
  const { spots } = sizing.spanning
  const follows = memo.sizing !== undefined && memo.sizing.modes === sizing.modes
  const asked = follows ? new Set([...memo.unsettled, ...sizing.fresh]) : spots.keys()
  return [...asked].filter((index) => {
    const { id } = spots[index]!
    return sizing.blocks[index]!.grid !== undefined && memo.blocks.get(id)?.previous !== columns.get(id)
  })
}

/** Who stands under whom, and who is whose neighbour: the same objects while no relation changed. */
function spanningOf(
  graph: CaseGraph,
  root: ElementId,
  { memo, loose = [], closed }: BranchOptions,
): { value: Spanning; places: Picture['places'] } {
  const key = [graph.relations, graph.challenges, graph.elements.size, closed, root, ...loose]
  const kept = memo?.spanning
  if (kept !== undefined && kept.key.length === key.length && kept.key.every((each, at) => each === key[at]))
    return kept
  const value = spanningForest(graph, [root, ...loose], closed)
  const made = { key, value, places: placesOf(value) }
  if (memo !== undefined) memo.spanning = made
  return made
}

/** How many elements each closed branch keeps out of the picture. */
function foldedIn(
  graph: CaseGraph,
  boxes: ReadonlyMap<ElementId, Box>,
  closed: ReadonlySet<ElementId> = new Set(),
): Map<ElementId, number> {
  const folded = new Map<ElementId, number>()
  for (const id of closed) {
    if (!boxes.has(id)) continue
    const hidden = new Set<ElementId>()
    const stack = [...graph.supports(id)]
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (hidden.has(next) || boxes.has(next)) continue
      hidden.add(next)
      stack.push(...graph.supports(next), ...graph.contexts(next))
    }
    if (hidden.size > 0) folded.set(id, hidden.size)
  }
  return folded
}

function arrangeRoots(
  { spots }: { spots: readonly { parent: number }[] },
  blocks: readonly Block[],
): { origins: Map<number, Point>; captions: Caption[] } {
  const roots = spots.flatMap((spot, index) => (spot.parent === -1 ? [index] : []))
  const [main, ...loose] = roots
  const origins = new Map<number, Point>()
  const captions: Caption[] = []
  if (main === undefined) return { origins, captions }
  origins.set(main, { x: MARGIN, y: MARGIN })
  flowLoose(loose, blocks, { top: MARGIN + blocks[main]!.h, width: blocks[main]!.w }, origins, captions)
  return { origins, captions }
}

/** Elements that are not connected stand in rows below everything else, under a caption. */
export function flowLoose(
  loose: readonly number[],
  blocks: readonly Block[],
  above: { readonly top: number; readonly width: number },
  origins: Map<number, Point>,
  captions: Caption[],
): void {
  if (loose.length === 0) return
  const right = MARGIN + Math.max(above.width, FLOW_WIDTH)
  let y = above.top + GAP.row * 2
  captions.push({ x: MARGIN, y: y - 12, text: 'Not connected to the argument yet' })
  y += CAPTION_HEIGHT - 24
  let x = MARGIN
  let rowH = 0
  for (const index of loose) {
    const block = blocks[index]!
    if (x > MARGIN && x + block.w > right) {
      x = MARGIN
      y += rowH + GAP.row
      rowH = 0
    }
    origins.set(index, { x, y })
    x += block.w + GAP.column
    rowH = Math.max(rowH, block.h)
  }
}

/** The room that the boxes take, with the margin around it. */
export function sizeOf(boxes: ReadonlyMap<ElementId, Box>): Pick<Picture, 'left' | 'top' | 'width' | 'height'> {
  let left = MARGIN
  let top = MARGIN
  let right = 0
  let bottom = 0
  for (const box of boxes.values()) {
    left = Math.min(left, box.x)
    top = Math.min(top, box.y)
    right = Math.max(right, box.x + box.w)
    bottom = Math.max(bottom, box.y + box.h)
  }
  return { left: left - MARGIN, top: top - MARGIN, width: right - left + 2 * MARGIN, height: bottom - top + 2 * MARGIN }
}
