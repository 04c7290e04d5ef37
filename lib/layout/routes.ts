import { type ElementId, relationKey } from '../gsn/graph'
import type { RelationType } from '../gsn/kinds'
import { type Block, GAP } from './blocks'
import { extraWay, isNear, plainWay, TRIES_OF_A_PICTURE } from './extra-way'
import type { GridIndex } from './grid-index'
import { around, overlaps } from './grid-index'
import { CORNER } from './path'
import {
  type Box,
  bottomOf,
  centerX,
  type Offsets,
  type Point,
  type Rect,
  type Route,
  sideOf,
  type Trunk,
  topOf,
} from './picture'
import type { Placed } from './place'
import type { Spanning } from './spanning'

export interface Drawn {
  readonly routes: Map<string, Route>
  /** Shared lines by the element they start at. */
  readonly trunks: Map<ElementId, Trunk>
  /** Where a free way between two elements was looked for: it holds until something stands anew there. */
  readonly searched: Map<string, Searched>
}

interface Searched {
  readonly from: Box
  readonly to: Box
  readonly points: readonly Point[]
  readonly region: Rect
  /** Ways that might be tried, and that were. */
  readonly left: number
  readonly tries: number
}

export interface RouteOptions {
  /** Elements that people moved: each gets a way of its own instead of sharing its siblings' line. */
  readonly offsets?: Offsets
  /** An arrangement of the same spots, which of them stand anew and what that moved: the other ways are taken over. */
  readonly before?: { readonly drawn: Drawn } & Pick<Placed, 'fresh' | 'changed'>
  /** The boxes by place; asked for only when a way has to be searched. */
  readonly index: () => GridIndex<Box>
}

/** [LAY5] Every relation gets a way in right angles from its element's outline to the other's; no router runs later. */
export function routeAll(
  spanning: Spanning,
  blocks: readonly Block[],
  boxes: ReadonlyMap<ElementId, Box>,
  { offsets, before, index }: RouteOptions,
): Drawn {
  const drawn: Drawn = {
    routes: new Map(before?.drawn.routes),
    trunks: new Map(before?.drawn.trunks),
    searched: new Map(),
  }
  const isMoved = (id: ElementId) => offsets?.has(id) === true
  if (before === undefined) for (let index = 0; index < spanning.spots.length; index++) routeSpot(index)
  else for (const index of before.fresh) routeSpot(index)
  let left = TRIES_OF_A_PICTURE
  for (const { key, from, type, to } of spanning.extras) {
    const [source, target] = [boxes.get(from)!, boxes.get(to)!]
    const search = left > 0 && isNear(source, target)
    const way = search ? freeWayBetween(key, source, target) : plainWay(source, target, GAP.evidence / 2)
    if (!isSameWay(drawn.routes.get(key), way)) add(drawn, source, type, target, way)
  }
  return drawn

  function freeWayBetween(key: string, from: Box, to: Box): readonly Point[] {
    const known = before?.drawn.searched.get(key)
    const holds =
      known?.from === from &&
      known.to === to &&
      known.left === left &&
      before?.changed.every(
        ({ was, is }) => !overlaps(is, known.region) && (was === undefined || !overlaps(was, known.region)),
      )
    if (known !== undefined && holds === true) {
      drawn.searched.set(key, known)
      left -= known.tries
      return known.points
    }
    let region: Rect = from
    const asking: GridIndex<Box> = {
      within(window) {
        region = joined(region, window)
        return index().within(window)
      },
    }
    const { points, tries } = extraWay(from, to, asking, GAP.evidence / 2, left)
    drawn.searched.set(key, { from, to, points, region, left, tries })
    left -= tries
    return points
  }

  function routeSpot(index: number): void {
    const spot = spanning.spots[index]!
    const from = boxes.get(spot.id)!
    const block = blocks[index]!
    drawn.trunks.delete(spot.id)
    for (const id of spot.contexts) {
      if (spanning.challengers.has(id)) continue
      const to = boxes.get(id)!
      const gap = block.mode === 'item' ? GAP.evidence : GAP.context
      add(drawn, from, 'inContextOf', to, isMoved(id) ? freeWay(from, to) : sideways(from, to, gap / 2))
    }
    const framed: Framed[] = []
    for (const child of spot.children) {
      const to = boxes.get(spanning.spots[child]!.id)!
      if (spanning.challengers.has(to.id)) continue
      if (isMoved(to.id)) add(drawn, from, 'supportedBy', to, freeWay(from, to))
      else framed.push(frame(to, blocks[child]!))
    }
    if (block.mode === 'item') {
      for (const { box } of framed) add(drawn, from, 'supportedBy', box, sideways(from, box, GAP.evidence / 2))
    } else if (block.mode === 'list') routeList(drawn, from, framed)
    else routeFan(drawn, from, framed, framed.length < spot.children.length ? 'by place' : (block.grid?.columns ?? 1))
  }
}

function joined(a: Rect, b: Rect): Rect {
  const corners = [a, b].flatMap(({ x, y, w, h }) => [
    { x, y },
    { x: x + w, y: y + h },
  ])
  return around(corners)
}

function isSameWay(route: Route | undefined, points: readonly Point[]): boolean {
  if (route?.points.length !== points.length) return false
  return route.points.every((each, at) => each.x === points[at]?.x && each.y === points[at].y)
}

/** The way to an element that somebody moved: from below to above where there is room, else from side to side. */
export function freeWay(from: Box, to: Box): Point[] {
  const clear = 16
  if (topOf(to).y >= from.y + from.h + clear) {
    const [start, end] = [bottomOf(from), topOf(to)]
    const lane = Math.round((start.y + end.y) / 2)
    if (Math.abs(start.x - end.x) <= 1) return [start, { x: start.x, y: end.y }]
    return [start, { x: start.x, y: lane }, { x: end.x, y: lane }, end]
  }
  const side = to.x >= from.x + from.w + clear ? 'right' : to.x + to.w <= from.x - clear ? 'left' : undefined
  if (side !== undefined) {
    const [start, end] = [sideOf(from, side), sideOf(to, side === 'right' ? 'left' : 'right')]
    const lane = Math.round((start.x + end.x) / 2)
    if (Math.abs(start.y - end.y) < 1) return [start, { x: end.x, y: start.y }]
    return [start, { x: lane, y: start.y }, { x: lane, y: end.y }, end]
  }
  const [start, end] = [sideOf(from, 'right'), sideOf(to, 'right')]
  const lane = Math.max(from.x + from.w, to.x + to.w) + GAP.evidence / 2
  return [start, { x: lane, y: start.y }, { x: lane, y: end.y }, end]
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

function routeList(drawn: Drawn, from: Box, children: readonly Framed[]): void {
  if (children.length === 0) return
  const x = from.x + GAP.listTrunk
  const start = { x, y: from.y + from.h }
  let lowest = start.y
  for (const { box: child } of children) {
    const end = sideOf(child, 'left')
    const bend = { x, y: end.y }
    const leave = { x, y: Math.max(start.y, end.y - CORNER) }
    lowest = Math.max(lowest, leave.y)
    add(drawn, from, 'supportedBy', child, [start, bend, end], [leave, bend, end])
  }
  drawn.trunks.set(from.id, { from: from.id, lines: [[start, { x, y: lowest }]] })
}

/** A child with the top and left edge of the block it stands in: shared lines keep clear of the whole block. */
export interface Framed {
  readonly box: Box
  readonly top: number
  readonly left: number
}

/**
 * Relations to children in one or more rows: they leave together at the bottom and share the line above each row.
 * @param columns  children in a row; `by place` when some of the row stand elsewhere
 */
export function routeFan(drawn: Drawn, from: Box, children: readonly Framed[], columns: number | 'by place'): void {
  const start = bottomOf(from)
  const only = children.length === 1 ? children[0]?.box : undefined
  if (only !== undefined && Math.abs(centerX(only) - start.x) <= 1) {
    add(drawn, from, 'supportedBy', only, [start, { x: start.x, y: topOf(only).y }])
    return
  }
  if (children.length === 0) return
  const rows = columns === 'by place' ? rowsByPlace(children) : rowsOf(children, columns)
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
  drawn.trunks.set(from.id, { from: from.id, lines })
}

function rowsOf(children: readonly Framed[], columns: number): Framed[][] {
  const rows: Framed[][] = []
  for (let index = 0; index < children.length; index += columns) rows.push(children.slice(index, index + columns))
  return rows
}

/** A child that stands left of the one before it begins a row. */
function rowsByPlace(children: readonly Framed[]): Framed[][] {
  const rows: Framed[][] = []
  let last: Framed | undefined
  for (const child of children) {
    if (last === undefined || child.left <= last.left) rows.push([])
    rows.at(-1)!.push(child)
    last = child
  }
  return rows
}
