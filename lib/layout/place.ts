import type { CaseGraph, ElementId } from '../gsn/graph'
import { type Block, GAP, stackHeight } from './blocks'
import type { Box, Place, Point } from './picture'
import type { Sized, Sizer } from './shapes'
import type { Spanning } from './spanning'

/** Puts every block of one tree at its place, parents before children. Roots stand at the given points. */
export function placeBlocks(
  graph: CaseGraph,
  spanning: Spanning,
  blocks: readonly Block[],
  origins: ReadonlyMap<number, Point>,
  sizer: Sizer,
): Map<ElementId, Box> {
  const boxes = new Map<ElementId, Box>()
  const at = new Array<Point>(blocks.length)
  const sizedOf = (id: ElementId): Sized => {
    const element = graph.elements.get(id)
    if (element === undefined) throw new Error(`The picture holds an element that the case does not: ${id}`)
    return sizer(element)
  }
  for (const [index, spot] of spanning.spots.entries()) {
    const block = blocks[index]!
    const origin = origins.get(index) ?? at[index]
    if (origin === undefined) throw new Error(`No place was made for ${spot.id}`)
    const x = origin.x + block.x
    const y = origin.y + block.y
    boxes.set(spot.id, boxOf(spot.id, block.sized, x, y))
    const middleY = y + block.sized.h / 2
    const item = block.mode === 'item'
    stack(block.left, sizedOf, middleY, (sized) => x - GAP.context - sized.w, boxes)
    const besides = item ? spot.children.map((child) => spanning.spots[child]!.id) : []
    const rightX = x + block.sized.w + (item ? GAP.evidence : GAP.context)
    stack([...besides, ...block.right], sizedOf, middleY, () => rightX, boxes)
    if (item) {
      // Evidence beside its claim is placed already; its spot only confirms the same point.
      for (const child of spot.children) {
        const box = boxes.get(spanning.spots[child]!.id)!
        at[child] = { x: box.x - blocks[child]!.x, y: box.y - blocks[child]!.y }
      }
    } else placeChildren(spot.children, block, blocks, origin, at)
  }
  return boxes
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
  boxes: Map<ElementId, Box>,
): void {
  const all = ids.map(sizedOf)
  let y = middleY - stackHeight(all) / 2
  ids.forEach((id, index) => {
    const sized = all[index]!
    boxes.set(id, boxOf(id, sized, left(sized), y))
    y += sized.h + sized.foot + GAP.stack
  })
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
  for (const spot of spots) {
    const parent = spots[spot.parent]
    places.set(spot.id, {
      parent: parent?.id,
      siblings: parent === undefined ? roots : parent.children.map(idOf),
      children: spot.children.map(idOf),
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
