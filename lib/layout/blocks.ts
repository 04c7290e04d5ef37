import type { CaseGraph, Element, ElementId } from '../gsn/graph'
import { chooseGrid, extent, type Grid } from './columns'
import { belowRisk, type Mode, modesOf } from './modes'
import type { Sized, Sizer } from './shapes'
import type { Spanning, Spot } from './spanning'
import { type SizingMemo, spotsToSize } from './spots-to-size'

/** Distances in px at zoom 1. */
export const GAP = {
  /** Between blocks that stand side by side. */
  column: 28,
  /** Between an element and what stands below it; the shared line runs in its middle. */
  row: 40,
  /** Between an element and its contexts. */
  context: 28,
  /** Between contexts of one element. */
  stack: 12,
  /** Left margin of a wrapped fan-out: its trunk runs there. */
  lane: 28,
  /** How far a hanging list is indented. */
  indent: 36,
  /** Where the trunk of a hanging list runs, from the left edge of its strategy. */
  listTrunk: 14,
  /** Between the rows of a hanging list. */
  listRow: 20,
  /** Between a claim in a hanging list and its evidence. */
  evidence: 44,
} as const

/** The rectangle of an element with all that hangs on it, and where things stand inside it. */
export interface Block {
  readonly mode: Mode
  readonly sized: Sized
  readonly w: number
  readonly h: number
  /** Left edge and top of the element inside the block. */
  readonly x: number
  readonly y: number
  readonly left: readonly ElementId[]
  readonly right: readonly ElementId[]
  readonly grid?: Grid
  /** Left edge and top of the children's part inside the block. */
  readonly bodyX: number
  readonly bodyY: number
}

export interface BlockOptions {
  /** Columns of the previous picture, by the element that fans out. */
  readonly previous?: ReadonlyMap<ElementId, number>
  /** False for exported figures: every support runs from bottom middle to top middle. */
  readonly lists?: boolean
  /** An element whose contexts are dealt to both sides, so that it stands in the middle of a flat row. */
  readonly balanced?: ElementId
}

/** What a block was made from: while all of it is the same, the block is. */
interface KeptBlock {
  readonly mode: Mode
  readonly allRight: boolean
  readonly previous: number | undefined
  readonly parts: readonly unknown[]
  readonly block: Block
}

/** Blocks of the arrangement before, by element. */
export type KeptBlocks = Map<ElementId, KeptBlock>

/** The blocks of one arrangement with what decided about them. */
export interface Sizing {
  readonly blocks: readonly Block[]
  /** Spots whose block is not the one of the arrangement before. */
  readonly fresh: readonly number[]
  readonly graph: CaseGraph
  readonly spanning: Spanning
  readonly modes: readonly Mode[]
  readonly onRight: readonly boolean[]
  readonly lists: boolean
  readonly previous: ReadonlyMap<ElementId, number> | undefined
}

/**
 * [LAY4] Sizes every block, children before parents. A strategy over plain claims becomes a hanging list with the
 * evidence beside its claim; every other fan-out becomes a row or a wrapped grid.
 * @param memo  what the arrangement before left: only what an edit touched and what stands above that is looked at again,
 *              and a block whose parts are the same stays the same object
 */
export function sizeBlocks(
  graph: CaseGraph,
  spanning: Spanning,
  sizer: Sizer,
  options: BlockOptions = {},
  memo?: SizingMemo,
): Sizing {
  const { spots } = spanning
  const { previous } = options
  const lists = options.lists !== false
  const element = (id: ElementId): Element => {
    const found = graph.elements.get(id)
    if (found === undefined) throw new Error(`The picture holds an element that the case does not: ${id}`)
    return found
  }
  const sizedOf = (id: ElementId) => sizer(element(id))
  const isContext = (id: ElementId) => element(id).kind === 'context'
  const last = memo?.last
  const dirty = memo === undefined ? undefined : spotsToSize(graph, spanning, lists, previous, memo)
  const follows = dirty !== undefined && last !== undefined
  const modes = follows ? last.modes : modesOf(spots, (spot) => element(spot.id), lists)
  const onRight = follows ? last.onRight : belowRisk(spots, (spot) => element(spot.id))
  const blocks: Block[] = follows ? [...last.blocks] : new Array<Block>(spots.length)
  const fresh: number[] = []
  const size = (index: number) => {
    const spot = spots[index]!
    const mode = modes[index]!
    const allRight = onRight[index]!
    const columns = previous?.get(spot.id)
    const before = memo?.kept.get(spot.id)
    if (
      before !== undefined &&
      before.mode === mode &&
      before.allRight === allRight &&
      (before.previous === columns || before.block.grid === undefined) &&
      sameParts(before.parts, spot, blocks, sizedOf)
    ) {
      blocks[index] = before.block
      return
    }
    const block = sizeBlock(spot, mode, allRight, blocks, sizedOf, isContext, options)
    blocks[index] = block
    fresh.push(index)
    memo?.kept.set(spot.id, { mode, allRight, previous: columns, parts: partsOf(spot, blocks, sizedOf), block })
  }
  if (dirty === undefined) for (let index = spots.length - 1; index >= 0; index--) size(index)
  else for (const index of dirty) size(index)
  return { blocks, fresh, graph, spanning, modes, onRight, lists, previous }
}

/** Its own size, then each context with its size, then the blocks below. */
function partsOf(spot: Spot, blocks: readonly Block[], sizedOf: (id: ElementId) => Sized): unknown[] {
  const parts: unknown[] = [sizedOf(spot.id)]
  for (const id of spot.contexts) parts.push(id, sizedOf(id))
  for (const child of spot.children) parts.push(blocks[child])
  return parts
}

function sameParts(
  parts: readonly unknown[],
  spot: Spot,
  blocks: readonly Block[],
  sizedOf: (id: ElementId) => Sized,
): boolean {
  if (parts.length !== 1 + 2 * spot.contexts.length + spot.children.length || parts[0] !== sizedOf(spot.id))
    return false
  let at = 1
  for (const id of spot.contexts) if (parts[at++] !== id || parts[at++] !== sizedOf(id)) return false
  for (const child of spot.children) if (parts[at++] !== blocks[child]) return false
  return true
}

const NONE: readonly ElementId[] = []

function sizeBlock(
  spot: Spot,
  mode: Mode,
  allRight: boolean,
  blocks: readonly Block[],
  sizedOf: (id: ElementId) => Sized,
  isContext: (id: ElementId) => boolean,
  options: BlockOptions,
): Block {
  const sized = sizedOf(spot.id)
  const oneSide = allRight || mode === 'item' || mode === 'list'
  const dealt = options.balanced === spot.id
  let left = NONE
  let right = NONE
  if (spot.contexts.length > 0) {
    const onLeft = (id: ElementId, index: number) => (dealt ? index % 2 === 0 : !oneSide && isContext(id))
    left = spot.contexts.filter((id, index) => onLeft(id, index))
    right = spot.contexts.filter((id, index) => !onLeft(id, index))
  }
  const gap = mode === 'item' ? GAP.evidence : GAP.context
  const leftStack = measureStack(left, sizedOf)
  const besides = mode === 'item' ? spot.children.map((child) => blocks[child]!.sized) : undefined
  const rightStack = measureStack(right, sizedOf, besides)

  const leftW = leftStack.w === 0 ? 0 : gap + leftStack.w
  const rightW = rightStack.w === 0 ? 0 : gap + rightStack.w
  const rowW = leftW + sized.w + rightW
  const rowH = Math.max(sized.h + sized.foot * 2, leftStack.h, rightStack.h)
  const y = (rowH - sized.h) / 2

  if (mode === 'leaf' || mode === 'item' || mode === 'beside') {
    return { mode, sized, left, right, y, w: rowW, h: rowH, x: leftW, bodyX: 0, bodyY: rowH }
  }
  if (mode === 'list') {
    const bodyX = leftW + GAP.indent
    let w = rowW
    let h = rowH
    for (const child of spot.children) {
      const cell = blocks[child]!
      w = Math.max(w, bodyX + cell.w)
      h += GAP.listRow + cell.h
    }
    return { mode, sized, left, right, y, w, h, x: leftW, bodyX, bodyY: rowH + GAP.listRow }
  }
  const cells = spot.children.map((child) => blocks[child]!)
  const grid = chooseGrid(cells, GAP.column, GAP.row, options.previous?.get(spot.id))
  const wrapped = grid.heights.length > 1
  const lane = wrapped ? GAP.lane : 0
  const bodyW = lane + extent(grid.widths, GAP.column)
  const bodyAnchor = wrapped ? bodyW / 2 : rowAnchor(cells, grid)
  const rowAnchorX = leftW + sized.w / 2
  const before = Math.max(bodyAnchor, rowAnchorX)
  const after = Math.max(bodyW - bodyAnchor, rowW - rowAnchorX)
  const bodyY = rowH + GAP.row
  return {
    mode,
    sized,
    left,
    right,
    y,
    grid,
    w: before + after,
    h: bodyY + extent(grid.heights, GAP.row),
    x: before - sized.w / 2,
    bodyX: before - bodyAnchor,
    bodyY,
  }
}

/** Width and height of what stands above each other beside an element. */
function measureStack(
  ids: readonly ElementId[],
  sizedOf: (id: ElementId) => Sized,
  first: readonly Sized[] = [],
): { w: number; h: number } {
  let w = 0
  let h = -GAP.stack
  const take = (sized: Sized) => {
    w = Math.max(w, sized.w)
    h += sized.h + sized.foot + GAP.stack
  }
  for (const sized of first) take(sized)
  for (const id of ids) take(sizedOf(id))
  return { w, h: Math.max(0, h) }
}

/** The middle between the first and the last child of one row: its parent stands above it. */
function rowAnchor(cells: readonly Block[], grid: Grid): number {
  const first = cells[0]!
  const last = cells[cells.length - 1]!
  const lastX = extent(grid.widths, GAP.column) - (grid.widths[grid.widths.length - 1] ?? 0)
  return (middle(first) + lastX + middle(last)) / 2
}

/** Horizontal middle of the element inside its block: where a relation from above arrives. */
export function middle(block: Block): number {
  return block.x + block.sized.w / 2
}

export function stackHeight(stack: readonly Sized[]): number {
  return extent(
    stack.map((each) => each.h + each.foot),
    GAP.stack,
  )
}
