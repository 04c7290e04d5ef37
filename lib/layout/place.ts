import type { CaseGraph, ElementId } from '../gsn/graph'
import { type Block, GAP, stackHeight } from './blocks'
import type { Box, Offsets, Place, Point } from './picture'
import type { Sized, Sizer } from './shapes'
import type { Spanning } from './spanning'

/** Where everything stands, and which spots were placed anew: the routes of the others still hold. */
export interface Placed {
  readonly boxes: Map<ElementId, Box>
  /** Upper left corner of each spot's block. */
  readonly at: readonly Point[]
  readonly fresh: readonly number[]
  /** What stands anew or elsewhere than before: where it was, if it was there, and where it is. */
  readonly changed: readonly { readonly was?: Box; readonly is: Box }[]
}

/** An arrangement of the same spots that this one may follow. */
export interface PlacedBefore extends Placed {
  readonly blocks: readonly Block[]
}

/**
 * Puts every block of one tree at its place, parents before children. Roots stand at the given points.
 * @param offsets  how far people moved elements; what hangs on an element moves with it
 * @param before   what stands where it stood is taken over from there
 */
export function placeBlocks(
  graph: CaseGraph,
  spanning: Spanning,
  blocks: readonly Block[],
  origins: ReadonlyMap<number, Point>,
  sizer: Sizer,
  offsets?: Offsets,
  before?: PlacedBefore,
): Placed {
  const boxes = new Map<ElementId, Box>(before?.boxes)
  const at = before === undefined ? new Array<Point>(blocks.length) : [...before.at]
  const fresh: number[] = []
  const changed: { was?: Box; is: Box }[] = []
  const put = (is: Box) => {
    const was = boxes.get(is.id)
    if (was !== undefined && sameBox(was, is)) return
    boxes.set(is.id, is)
    // Of a first arrangement everything is new, and nobody asks.
    if (before !== undefined) changed.push({ was, is })
  }
  const sizedOf = (id: ElementId): Sized => {
    const element = graph.elements.get(id)
    if (element === undefined) throw new Error(`The picture holds an element that the case does not: ${id}`)
    return sizer(element)
  }
  for (let index = 0; index < spanning.spots.length; ) {
    const spot = spanning.spots[index]!
    const block = blocks[index]!
    const origin = origins.get(index) ?? at[index]
    if (origin === undefined) throw new Error(`No place was made for ${spot.id}`)
    const last = before?.at[index]
    if (last !== undefined && before?.blocks[index] === block && last.x === origin.x && last.y === origin.y) {
      index = spanning.ends[index]!
      continue
    }
    at[index] = origin
    fresh.push(index)
    const { x: left, y: top } = moved(origin, offsets?.get(spot.id))
    const x = left + block.x
    const y = top + block.y
    const item = block.mode === 'item'
    // Evidence beside a claim was placed with it.
    if (block.mode !== 'beside') put(boxOf(spot.id, block.sized, x, y))
    const middleY = y + block.sized.h / 2
    stack(block.left, sizedOf, middleY, (sized) => x - GAP.context - sized.w, put, offsets)
    const besides = item ? spot.children.map((child) => spanning.spots[child]!.id) : []
    const rightX = x + block.sized.w + (item ? GAP.evidence : GAP.context)
    stack([...besides, ...block.right], sizedOf, middleY, () => rightX, put, offsets)
    if (item) {
      for (const child of spot.children) {
        const box = boxes.get(spanning.spots[child]!.id)!
        at[child] = { x: box.x - blocks[child]!.x, y: box.y - blocks[child]!.y }
      }
    } else placeChildren(spot.children, block, blocks, { x: left, y: top }, at)
    index++
  }
  return { boxes, at, fresh, changed }
}

function moved(point: Point, offset: { dx: number; dy: number } | undefined): Point {
  return offset === undefined ? point : { x: point.x + offset.dx, y: point.y + offset.dy }
}

function placeChildren(
  children: readonly number[],
  block: Block,
  blocks: readonly Block[],
  origin: Point,
  at: Point[],
): void {
  const { grid } = block
  let x = origin.x + block.bodyX + (grid !== undefined && grid.heights.length > 1 ? GAP.lane : 0)
  let y = origin.y + block.bodyY
  const startX = x
  children.forEach((child, index) => {
    at[child] = { x, y }
    if (grid === undefined) {
      y += blocks[child]!.h + GAP.listRow
      return
    }
    const column = index % grid.columns
    x += (grid.widths[column] ?? 0) + GAP.column
    if (column === grid.columns - 1) {
      y += (grid.heights[Math.floor(index / grid.columns)] ?? 0) + GAP.row
      x = startX
    }
  })
}

function stack(
  ids: readonly ElementId[],
  sizedOf: (id: ElementId) => Sized,
  middleY: number,
  left: (sized: Sized) => number,
  put: (box: Box) => void,
  offsets: Offsets | undefined,
): void {
  if (ids.length === 0) return
  const all = ids.map(sizedOf)
  let y = middleY - stackHeight(all) / 2
  ids.forEach((id, index) => {
    const sized = all[index]!
    const point = moved({ x: left(sized), y }, offsets?.get(id))
    put(boxOf(id, sized, point.x, point.y))
    y += sized.h + sized.foot + GAP.stack
  })
}

function sameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h && a.shape === b.shape && a.lines === b.lines
}

function boxOf(id: ElementId, sized: Sized, x: number, y: number): Box {
  // Whole pixels keep hairlines sharp.
  return {
    id,
    shape: sized.shape,
    x: Math.round(x),
    y: Math.round(y),
    w: sized.w,
    h: sized.h,
    lines: sized.lines,
    clipped: sized.clipped,
  }
}

/** Who is whose parent, sibling, child and context: what the arrow keys walk on. */
export function placesOf(spanning: Spanning): Map<ElementId, Place> {
  const places = new Map<ElementId, Place>()
  const { spots } = spanning
  const idOf = (index: number) => spots[index]!.id
  const roots = spots.filter((spot) => spot.parent === -1).map((spot) => spot.id)
  // One list for all children of an element: a list of its own for each would be quadratic in a wide fan-out.
  const children = spots.map((spot) => spot.children.map(idOf))
  for (const [index, spot] of spots.entries()) {
    places.set(spot.id, {
      parent: spots[spot.parent]?.id,
      siblings: children[spot.parent] ?? roots,
      children: children[index] ?? [],
      contexts: spot.contexts,
      asContext: false,
      depth: spot.depth,
    })
    for (const context of spot.contexts) {
      places.set(context, {
        parent: spot.id,
        siblings: spot.contexts,
        children: [],
        contexts: [],
        asContext: true,
        depth: spot.depth + 1,
      })
    }
  }
  return places
}
