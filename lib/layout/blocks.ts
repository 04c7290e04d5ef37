import type { CaseGraph, Element, ElementId } from '../gsn/graph'
import { KINDS } from '../gsn/kinds'
import { chooseGrid, extent, type Grid } from './columns'
import type { Sized, Sizer } from './shapes'
import type { Spanning, Spot } from './spanning'

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

/** Beyond this, evidence beside a list row makes the row higher than it is readable. */
const MOST_EVIDENCE_BESIDE = 4

export type Mode = 'leaf' | 'below' | 'grid' | 'list' | 'item' | 'beside'

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

/**
 * [LAY4] Sizes every block, children before parents. A strategy over plain claims becomes a hanging list with the
 * evidence beside its claim; every other fan-out becomes a row or a wrapped grid.
 */
export function sizeBlocks(graph: CaseGraph, spanning: Spanning, sizer: Sizer, options: BlockOptions = {}): Block[] {
  const { spots } = spanning
  const element = (id: ElementId): Element => {
    const found = graph.elements.get(id)
    if (found === undefined) throw new Error(`The picture holds an element that the case does not: ${id}`)
    return found
  }
  const modes = modesOf(spots, (spot) => element(spot.id), options.lists !== false)
  const onRight = belowRisk(spots, (spot) => element(spot.id))
  const blocks = new Array<Block>(spots.length)
  for (let index = spots.length - 1; index >= 0; index--) {
    const spot = spots[index]!
    blocks[index] = sizeBlock(spot, modes[index]!, onRight[index]!, blocks, element, sizer, options)
  }
  return blocks
}

function modesOf(spots: readonly Spot[], element: (spot: Spot) => Element, lists: boolean): Mode[] {
  const isLeaf = (index: number) => spots[index]!.children.length === 0 && spots[index]!.contexts.length === 0
  const isRow = (index: number) => {
    const { children } = spots[index]!
    return children.length <= MOST_EVIDENCE_BESIDE && children.every(isLeaf)
  }
  const modes: Mode[] = spots.map((spot) =>
    spot.children.length === 0 ? 'leaf' : spot.children.length === 1 ? 'below' : 'grid',
  )
  if (!lists) return modes
  for (const [index, spot] of spots.entries()) {
    if (KINDS[element(spot).kind].outline !== 'parallelogram' || spot.children.length === 0) continue
    if (!spot.children.every(isRow)) continue
    modes[index] = 'list'
    for (const child of spot.children) {
      modes[child] = 'item'
      for (const leaf of spots[child]!.children) modes[leaf] = 'beside'
    }
  }
  return modes
}

/** Risks stand in narrow columns, so below a risk all contexts stand at the right. */
function belowRisk(spots: readonly Spot[], element: (spot: Spot) => Element): boolean[] {
  const below: boolean[] = []
  for (const spot of spots) below.push((below[spot.parent] ?? false) || element(spot).facet === 'risk')
  return below
}

function sizeBlock(
  spot: Spot,
  mode: Mode,
  allRight: boolean,
  blocks: readonly Block[],
  element: (id: ElementId) => Element,
  sizer: Sizer,
  options: BlockOptions,
): Block {
  const sized = sizer(element(spot.id))
  const oneSide = allRight || mode === 'item' || mode === 'list'
  const onLeft = (id: ElementId, index: number) =>
    options.balanced === spot.id ? index % 2 === 0 : !oneSide && element(id).kind === 'context'
  const left = spot.contexts.filter((id, index) => onLeft(id, index))
  const right = spot.contexts.filter((id, index) => !onLeft(id, index))
  const besides = mode === 'item' ? spot.children.map((child) => blocks[child]!.sized) : []
  const leftStack = left.map((id) => sizer(element(id)))
  const rightStack = [...besides, ...right.map((id) => sizer(element(id)))]
  const gap = mode === 'item' ? GAP.evidence : GAP.context

  const leftW = stackWidth(leftStack, gap)
  const rightW = stackWidth(rightStack, gap)
  const own = sized.h + sized.foot * 2
  const rowW = leftW + sized.w + rightW
  const rowH = Math.max(own, stackHeight(leftStack), stackHeight(rightStack))
  const y = (rowH - sized.h) / 2
  const flat = { mode, sized, left, right, y }

  if (mode === 'leaf' || mode === 'item' || mode === 'beside') {
    return { ...flat, w: rowW, h: rowH, x: leftW, bodyX: 0, bodyY: rowH }
  }
  const cells = spot.children.map((child) => blocks[child]!)
  if (mode === 'list') {
    const bodyX = leftW + GAP.indent
    const bodyY = rowH + GAP.listRow
    const w = Math.max(rowW, bodyX + Math.max(...cells.map((cell) => cell.w)))
    const h =
      bodyY +
      extent(
        cells.map((cell) => cell.h),
        GAP.listRow,
      )
    return { ...flat, w, h, x: leftW, bodyX, bodyY }
  }
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
    ...flat,
    grid,
    w: before + after,
    h: bodyY + extent(grid.heights, GAP.row),
    x: before - sized.w / 2,
    bodyX: before - bodyAnchor,
    bodyY,
  }
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

function stackWidth(stack: readonly Sized[], gap: number): number {
  return stack.length === 0 ? 0 : gap + Math.max(...stack.map((each) => each.w))
}

export function stackHeight(stack: readonly Sized[]): number {
  return extent(
    stack.map((each) => each.h + each.foot),
    GAP.stack,
  )
}
