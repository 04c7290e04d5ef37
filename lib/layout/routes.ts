import { type ElementId, relationKey } from '../gsn/graph'
import type { RelationType } from '../gsn/kinds'
import { type Block, GAP } from './blocks'
import { CORNER } from './path'
import { type Box, bottomOf, centerX, centerY, type Point, type Route, sideOf, type Trunk, topOf } from './picture'
import type { ExtraRelation, Spanning } from './spanning'

export interface Drawn {
  readonly routes: Map<string, Route>
  readonly trunks: Trunk[]
}

/** [LAY5] Every relation gets a way in right angles from its element's outline to the other's; no router runs later. */
export function routeAll(spanning: Spanning, blocks: readonly Block[], boxes: ReadonlyMap<ElementId, Box>): Drawn {
  const drawn: Drawn = { routes: new Map(), trunks: [] }
  const box = (id: ElementId): Box => boxes.get(id)!
  for (const [index, spot] of spanning.spots.entries()) {
    const from = box(spot.id)
    const block = blocks[index]!
    for (const context of spot.contexts) {
      const gap = block.mode === 'item' ? GAP.evidence : GAP.context
      add(drawn, from, 'inContextOf', box(context), sideways(from, box(context), gap / 2))
    }
    const framed = spot.children.map((child) => frame(box(spanning.spots[child]!.id), blocks[child]!))
    const children = framed.map((child) => child.box)
    if (block.mode === 'item') {
      for (const child of children) add(drawn, from, 'supportedBy', child, sideways(from, child, GAP.evidence / 2))
    } else if (block.mode === 'list') routeList(drawn, from, children)
    else routeFan(drawn, from, framed, block.grid?.columns ?? framed.length)
  }
  for (const extra of spanning.extras) routeExtra(drawn, extra, box(extra.from), box(extra.to))
  return drawn
}

function frame(box: Box, block: Block): Framed {
  return { box, top: box.y - block.y, left: box.x - block.x }
}

function add(
  drawn: Drawn,
  from: Box,
  type: RelationType,
  to: Box,
  points: readonly Point[],
  own: readonly Point[] = points,
): void {
  const key = relationKey({ from: from.id, type, to: to.id })
  drawn.routes.set(key, { key, from: from.id, to: to.id, type, points, own })
}

function sideways(from: Box, to: Box, lane: number): Point[] {
  const side = to.x > from.x ? 'right' : 'left'
  const start = sideOf(from, side)
  const end = sideOf(to, side === 'right' ? 'left' : 'right')
  if (Math.abs(start.y - end.y) < 1) return [start, { x: end.x, y: start.y }]
  const edge = side === 'right' ? from.x + from.w + lane : from.x - lane
  return [start, { x: edge, y: start.y }, { x: edge, y: end.y }, end]
}

function routeList(drawn: Drawn, from: Box, children: readonly Box[]): void {
  const x = from.x + GAP.listTrunk
  const start = { x, y: from.y + from.h }
  let lowest = start.y
  for (const child of children) {
    const end = sideOf(child, 'left')
    const bend = { x, y: end.y }
    const leave = { x, y: Math.max(start.y, end.y - CORNER) }
    lowest = Math.max(lowest, leave.y)
    add(drawn, from, 'supportedBy', child, [start, bend, end], [leave, bend, end])
  }
  drawn.trunks.push({ from: from.id, lines: [[start, { x, y: lowest }]] })
}

/** A child with the top and left edge of the block it stands in: shared lines keep clear of the whole block. */
export interface Framed {
  readonly box: Box
  readonly top: number
  readonly left: number
}

/** Relations to children in one or more rows: they leave together at the bottom and share the line above each row. */
export function routeFan(drawn: Drawn, from: Box, children: readonly Framed[], columns: number): void {
  const start = bottomOf(from)
  const only = children.length === 1 ? children[0]?.box : undefined
  if (only !== undefined && Math.abs(centerX(only) - start.x) <= 1) {
    add(drawn, from, 'supportedBy', only, [start, { x: start.x, y: topOf(only).y }])
    return
  }
  if (children.length === 0) return
  const rows: Framed[][] = []
  for (let index = 0; index < children.length; index += columns) rows.push(children.slice(index, index + columns))
  const wrapped = rows.length > 1
  const laneOf = (row: readonly Framed[]) => Math.min(...row.map((child) => child.top)) - GAP.row / 2
  const trunkX = Math.min(...children.map((child) => child.left)) - GAP.lane + 6
  const firstLane = laneOf(rows[0]!)
  const lastLane = laneOf(rows[rows.length - 1]!)
  const lines: Point[][] = [[start, { x: start.x, y: firstLane }]]
  rows.forEach((row, index) => {
    const lane = laneOf(row)
    const comes = index === 0 ? start.x : trunkX
    const down = [start, { x: start.x, y: firstLane }]
    const lead = index === 0 ? down : [...down, { x: trunkX, y: firstLane }, { x: trunkX, y: lane }]
    // The trunk turns in a curve at its two ends; the rows between branch off it.
    const atEnd = index === 0 || index === rows.length - 1
    let leftmost = wrapped ? trunkX + (atEnd ? CORNER : 0) : comes
    let rightmost = Math.max(comes, leftmost)
    for (const { box } of row) {
      const end = topOf(box)
      const off = end.x - comes
      const bend = { x: end.x, y: lane }
      const leave = { x: end.x - Math.sign(off) * Math.min(CORNER, Math.abs(off)), y: lane }
      leftmost = Math.min(leftmost, leave.x)
      rightmost = Math.max(rightmost, leave.x)
      add(drawn, from, 'supportedBy', box, [...lead, bend, end], [leave, bend, end])
    }
    lines.push([
      { x: leftmost, y: lane },
      { x: rightmost, y: lane },
    ])
  })
  if (wrapped) {
    lines.push([
      { x: trunkX + CORNER, y: firstLane },
      { x: trunkX, y: firstLane },
      { x: trunkX, y: lastLane },
      { x: trunkX + CORNER, y: lastLane },
    ])
  }
  drawn.trunks.push({ from: from.id, lines })
}

/** A relation to an element that stands elsewhere: out at the right, down its own lane, in at the near side. */
function routeExtra(drawn: Drawn, extra: ExtraRelation, from: Box, to: Box): void {
  const lane = GAP.evidence / 2
  const start = sideOf(from, 'right')
  const x = from.x + from.w + lane
  // A little off the middle, so that it does not lie on the relation that is already there.
  const y = centerY(to) + Math.min(18, to.h / 5)
  const enter = sideOf(to, 'left', y)
  const points = enter.x >= x ? [start, { x, y: start.y }, { x, y }, enter] : aroundTo(start, x, to)
  add(drawn, from, extra.type, to, points)
}

/** The target stands to the left: enter it from above. */
function aroundTo(start: Point, x: number, to: Box): Point[] {
  const top = topOf(to)
  const end = { x: top.x + 12, y: to.shape === 'circle' || to.shape === 'ellipse' ? top.y + 2 : top.y }
  const lane = to.y - GAP.listRow / 2
  return [start, { x, y: start.y }, { x, y: lane }, { x: end.x, y: lane }, end]
}
