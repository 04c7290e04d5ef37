import type { CaseGraph, ElementId } from '../gsn/graph'
import { type Block, type BlockOptions, GAP, sizeBlocks } from './blocks'
import type { Box, Caption, Picture, Point } from './picture'
import { placeBlocks, placesOf } from './place'
import { routeAll } from './routes'
import type { Sizer } from './shapes'
import { spanningForest } from './spanning'

/** Free space around a picture. */
export const MARGIN = 24
const CAPTION_HEIGHT = 34
const FLOW_WIDTH = 1100

export interface BranchOptions extends BlockOptions {
  /** Elements that nothing rests on yet; they stand below the argument, in rows of their own. */
  readonly loose?: readonly ElementId[]
  /** Elements whose sub-argument stays closed. */
  readonly closed?: ReadonlySet<ElementId>
}

/**
 * [LAY6] Arranges the argument below one element: the whole reachable sub-argument, each element once.
 * @returns an empty picture when the case does not hold the root
 */
export function layoutBranch(graph: CaseGraph, root: ElementId, sizer: Sizer, options: BranchOptions = {}): Picture {
  const spanning = spanningForest(graph, [root, ...(options.loose ?? [])], options.closed)
  const blocks = sizeBlocks(graph, spanning, sizer, options)
  const { origins, captions } = arrangeRoots(spanning, blocks)
  const boxes = placeBlocks(graph, spanning, blocks, origins, sizer)
  const { routes, trunks } = routeAll(spanning, blocks, boxes)
  const columns = new Map<ElementId, number>()
  for (const [index, spot] of spanning.spots.entries()) {
    const grid = blocks[index]?.grid
    if (grid !== undefined && spot.children.length > 3) columns.set(spot.id, grid.columns)
  }
  return { boxes, routes, trunks, captions, places: placesOf(spanning), columns, ...sizeOf(boxes) }
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

export function sizeOf(boxes: ReadonlyMap<ElementId, Box>): { width: number; height: number } {
  let width = 0
  let height = 0
  for (const box of boxes.values()) {
    width = Math.max(width, box.x + box.w)
    height = Math.max(height, box.y + box.h)
  }
  return { width: width + MARGIN, height: height + MARGIN }
}
